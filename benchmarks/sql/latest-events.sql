SELECT
    event_id AS event,
    start_date AS start,
    end_date AS end,
    events.kind,
    place_id AS place,
    coalesce(events.country_iso3, places.country_iso3) AS host
FROM events LEFT JOIN places USING (place_id)
WHERE status = 'reported' AND start_date <= $last AND end_date >= $first
ORDER BY start_date DESC, event_id
LIMIT 5
