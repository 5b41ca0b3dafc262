WITH chosen AS (
    SELECT event_id, kind, start_date
    FROM events
    WHERE status = 'reported' AND start_date <= $last AND end_date >= $first
), took_part AS (
    SELECT event_id, kind, start_date, participant, participant_kind, role, basis
    FROM participations JOIN chosen USING (event_id)
), own AS (
    SELECT
        kind,
        participant AS state,
        count(*) FILTER (basis = 'named') AS named,
        count(*) FILTER (basis = 'inferred') AS inferred
    FROM took_part
    WHERE participant_kind = 'state' AND role <> 'absent'
    GROUP BY ALL
), belonging AS (
    SELECT start_date, iso3 AS state
    FROM (SELECT DISTINCT start_date FROM chosen)
    JOIN memberships ON start_date BETWEEN starts_on AND coalesce(ends_on, 'infinity')
    WHERE status IN ('member', 'suspended-participation', 'withdrawn')
    GROUP BY ALL
    HAVING bool_and(status = 'member')
), members AS (
    SELECT event_id, kind, state
    FROM took_part JOIN belonging USING (start_date)
    WHERE participant = 'ALL-MEMBERS'
), unnamed AS (
    SELECT kind, state, count(*) AS collective
    FROM members ANTI JOIN (
        SELECT event_id, participant AS state FROM participations WHERE participant_kind = 'state'
    ) USING (event_id, state)
    GROUP BY ALL
), showing AS (
    SELECT kind, count(*) AS n
    FROM chosen SEMI JOIN (
        SELECT event_id
        FROM participations
        WHERE participant_kind = 'state' AND role <> 'absent' OR participant = 'ALL-MEMBERS'
    ) USING (event_id)
    GROUP BY ALL
)
SELECT
    kind,
    state,
    coalesce(named, 0) AS lower,
    coalesce(inferred, 0) AS inferred,
    coalesce(named, 0) + coalesce(inferred, 0) + coalesce(collective, 0) AS upper,
    n
FROM own FULL JOIN unnamed USING (kind, state) JOIN showing USING (kind)
WHERE state IN (SELECT unnest($members))
