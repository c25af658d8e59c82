-- SPDX-License-Identifier: MIT
-- Share of the active leads on which something has happened within the given days.
-- in:  asked, hygiene_days, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: activity
unit AS (
  SELECT ext_id AS lead, name, stage, last_day, :today - last_day AS days,
    CASE WHEN :today - last_day > :hygiene_days THEN 0 ELSE 1 END AS is_clean
  FROM activity
  ORDER BY last_day, ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_clean), 0) AS num, COUNT(*) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM unit
