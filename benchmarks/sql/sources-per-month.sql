SELECT
    date_trunc('month', start_date) AS month,
    publisher_kind,
    language,
    count(DISTINCT source_id) AS sources
FROM event_sources JOIN events USING (event_id) JOIN sources USING (source_id)
WHERE status = 'reported' AND start_date <= $last AND end_date >= $first
GROUP BY ALL
