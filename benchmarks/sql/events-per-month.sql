SELECT date_trunc('month', start_date) AS month, kind, count(*) AS events
FROM events
WHERE status = 'reported' AND start_date <= $last AND end_date >= $first
GROUP BY ALL
