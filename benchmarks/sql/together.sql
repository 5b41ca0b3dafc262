WITH chosen AS (
    SELECT event_id
    FROM events
    WHERE status = 'reported' AND start_date <= $last AND end_date >= $first
), named AS (
    SELECT event_id, participant AS state
    FROM participations SEMI JOIN chosen USING (event_id)
    WHERE participant_kind = 'state' AND role <> 'absent' AND basis = 'named'
        AND participant IN (SELECT unnest($members))
), pairs AS (
    SELECT one.state, other.state AS with_state, count(*) AS events
    FROM named AS one JOIN named AS other USING (event_id)
    GROUP BY ALL
)
SELECT state, with_state, pairs.events, own.events AS n
FROM pairs JOIN (
    SELECT state, events FROM pairs WHERE state = with_state
) AS own USING (state)
WHERE state <> with_state
