SELECT
    participant AS state,
    role,
    count(*) FILTER (basis = 'named') AS named,
    count(*) FILTER (basis = 'inferred') AS inferred
FROM participations SEMI JOIN (
    SELECT event_id
    FROM events
    WHERE status = 'reported' AND start_date <= $last AND end_date >= $first
) USING (event_id)
WHERE participant_kind = 'state'
GROUP BY ALL
