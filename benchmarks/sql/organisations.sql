WITH rows AS (
    SELECT event_id, participant, basis
    FROM participations SEMI JOIN (
        SELECT event_id
        FROM events
        WHERE status = 'reported' AND start_date <= $last AND end_date >= $first
    ) USING (event_id)
    WHERE participant_kind = 'organisation' AND role <> 'absent'
)
SELECT
    participant AS organisation,
    count(*) FILTER (basis = 'named') AS named,
    count(*) FILTER (basis = 'inferred') AS inferred,
    (SELECT count(DISTINCT event_id) FROM rows) AS n
FROM rows
GROUP BY ALL
