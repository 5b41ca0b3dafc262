WITH chosen AS (
    SELECT event_id, start_date
    FROM events
    WHERE status = 'reported' AND start_date <= $last AND end_date >= $first
), took_part AS (
    SELECT event_id, start_date, participant, participant_kind, role, basis
    FROM participations JOIN chosen USING (event_id)
), own AS (
    SELECT
        participant AS state,
        count(*) FILTER (role <> 'absent' AND basis = 'named') AS named,
        count(*) FILTER (role <> 'absent' AND basis = 'inferred') AS inferred,
        count(*) FILTER (role = 'absent') AS absent
    FROM took_part
    WHERE participant_kind = 'state'
    GROUP BY ALL
), belonging AS (
    SELECT start_date, iso3 AS state
    FROM (SELECT DISTINCT start_date FROM chosen)
    JOIN memberships ON start_date BETWEEN starts_on AND coalesce(ends_on, 'infinity')
    WHERE status IN ('member', 'suspended-participation', 'withdrawn')
    GROUP BY ALL
    HAVING bool_and(status = 'member')
), members AS (
    SELECT event_id, state
    FROM took_part JOIN belonging USING (start_date)
    WHERE participant = 'ALL-MEMBERS'
), unnamed AS (
    SELECT state, count(*) AS collective
    FROM members ANTI JOIN (
        SELECT event_id, participant AS state FROM participations WHERE participant_kind = 'state'
    ) USING (event_id, state)
    GROUP BY ALL
)
SELECT
    state,
    coalesce(named, 0) AS lower,
    coalesce(inferred, 0) AS inferred,
    coalesce(named, 0) + coalesce(inferred, 0) + coalesce(collective, 0) AS upper,
    coalesce(absent, 0) AS absent,
    (
        SELECT count(*)
        FROM chosen SEMI JOIN (
            SELECT event_id
            FROM participations
            WHERE participant_kind = 'state' AND role <> 'absent' OR participant = 'ALL-MEMBERS'
        ) USING (event_id)
    ) AS n
FROM own FULL JOIN unnamed USING (state)
