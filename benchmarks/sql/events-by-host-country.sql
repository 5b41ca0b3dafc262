WITH chosen AS (
    SELECT event_id, place_id, country_iso3, format
    FROM events
    WHERE status = 'reported' AND start_date <= $last AND end_date >= $first
), hosting AS (
    SELECT coalesce(chosen.country_iso3, places.country_iso3) AS state, count(*) AS hosted
    FROM chosen LEFT JOIN places USING (place_id)
    WHERE coalesce(format, '') <> 'video'
    GROUP BY ALL
), named AS (
    SELECT participant AS state, count(*) AS took_part
    FROM participations SEMI JOIN chosen USING (event_id)
    WHERE participant_kind = 'state' AND role <> 'absent' AND basis = 'named'
    GROUP BY ALL
)
SELECT state, coalesce(hosted, 0) AS hosted, coalesce(took_part, 0) AS took_part
FROM hosting FULL JOIN named USING (state)
WHERE state IS NOT NULL
