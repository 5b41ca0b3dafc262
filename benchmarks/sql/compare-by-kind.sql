WITH chosen AS (
    SELECT event_id, kind
    FROM events
    WHERE status = 'reported' AND start_date <= $last AND end_date >= $first
), named AS (
    SELECT event_id, bool_or(participant = $left) AS "left", bool_or(participant = $right) AS "right"
    FROM participations
    WHERE participant IN ($left, $right) AND participant_kind = 'state' AND role <> 'absent'
        AND basis = 'named'
    GROUP BY ALL
), counted AS (
    SELECT kind, count(*) FILTER ("left") AS "left", count(*) FILTER ("right") AS "right"
    FROM chosen JOIN named USING (event_id)
    GROUP BY ALL
)
SELECT
    kind,
    "left",
    "right",
    sum("left") OVER () AS left_n,
    sum("right") OVER () AS right_n,
    (
        SELECT count(*)
        FROM chosen SEMI JOIN (
            SELECT event_id
            FROM participations
            WHERE participant_kind = 'state' AND role <> 'absent' OR participant = 'ALL-MEMBERS'
        ) USING (event_id)
    ) AS of
FROM counted
