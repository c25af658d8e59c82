-- SPDX-License-Identifier: MIT
-- Share of the active leads on which nothing has happened for more than the given days (15-C17).
-- in:  asked, now, stale_days, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: activity
unit AS (
  SELECT ext_id AS lead, name, stage, last_day, :today - last_day AS days,
    CASE WHEN :today - last_day > :stale_days THEN 1 ELSE 0 END AS is_stale
  FROM activity
  ORDER BY last_day, ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_stale), 0) AS num, COUNT(*) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM unit
