WITH targets AS (
    SELECT area_id AS area, coalesce(measure_id, priority_id, area_id) AS target
    FROM priority_areas LEFT JOIN priorities USING (area_id) LEFT JOIN measures USING (priority_id)
    WHERE chairmanship_id = $term
), reached AS (
    SELECT target_id AS target, bool_or(strength = 'direct') AS direct
    FROM codings SEMI JOIN (
        SELECT event_id
        FROM events, chairmanships
        WHERE status = 'reported' AND start_date <= $last AND end_date >= $first
            AND chairmanship_id = $term AND start_date BETWEEN starts_on AND ends_on
    ) USING (event_id)
    WHERE target_id IN (SELECT target FROM targets)
    GROUP BY ALL
)
SELECT
    area,
    count(*) FILTER (direct) AS covered,
    count(*) FILTER (NOT direct) AS touched,
    count(*) FILTER (direct IS NULL) AS nothing
FROM targets LEFT JOIN reached USING (target)
GROUP BY ALL
