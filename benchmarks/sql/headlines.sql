WITH chosen AS (
    SELECT event_id, place_id, format
    FROM events
    WHERE status = 'reported' AND start_date <= $last AND end_date >= $first
), took_part AS (
    SELECT participant, participant_kind, basis
    FROM participations SEMI JOIN chosen USING (event_id)
    WHERE role <> 'absent'
)
SELECT 'events' AS figure, count(*) AS value FROM chosen
UNION ALL
SELECT 'states-named', count(DISTINCT participant)
FROM took_part
WHERE participant_kind = 'state' AND basis = 'named' AND participant IN (SELECT unnest($members))
UNION ALL
SELECT 'places', count(DISTINCT place_id) FROM chosen WHERE coalesce(format, '') <> 'video'
UNION ALL
SELECT 'organisations', count(DISTINCT participant)
FROM took_part
WHERE participant_kind = 'organisation'
UNION ALL
SELECT 'sources', count(DISTINCT source_id) FROM event_sources SEMI JOIN chosen USING (event_id)
