-- SPDX-License-Identifier: MIT
-- Workdays until somebody wrote or called after the introductions of the period; those that nobody followed up are left out (15-C47).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
followed AS (
  SELECT r.ext_id, r.introduced_day, CASE WHEN r.followed_up_day <= :today THEN r.followed_up_day ELSE (SELECT MIN(t.local_day) FROM touchpoint t
      WHERE t.lead_id = r.lead_id AND t.direction = 'out' AND t.is_human = 1 AND t.kind <> 'note' AND t.occurred_at <= :now AND t.local_day >= r.introduced_day) END AS day
  FROM referral r WHERE r.introduced_day BETWEEN :first AND :last AND r.introduced_day <= :today
),
unit AS (
  SELECT f.ext_id AS referral, f.introduced_day, f.day,
    (SELECT COUNT(*) FROM calendar_day d WHERE d.is_workday = 1 AND d.local_day > f.introduced_day AND d.local_day <= f.day) AS workdays
  FROM followed f WHERE f.day IS NOT NULL ORDER BY f.introduced_day, f.ext_id
),
sample AS (
  SELECT 'all' AS scope, workdays AS value FROM unit
),
-- use: medians
every AS (
  SELECT 'all' AS scope
)
-- figure
SELECT e.scope, m.value, NULL AS num, NULL AS den, COALESCE(m.n, 0) AS n, 1 AS known, CASE WHEN m.n IS NULL THEN 'no_data' END AS why
FROM every e LEFT JOIN medians m ON m.scope = e.scope
