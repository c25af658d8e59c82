-- SPDX-License-Identifier: MIT
-- Share of the uppstart projects delivered in the period that came by their planned day (15-C32).
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: uppstart
unit AS (
  SELECT project, account, planned_end_day, delivered_day, CASE WHEN delivered_day <= planned_end_day THEN 1 ELSE 0 END AS is_on_time
  FROM delivered WHERE planned_end_day IS NOT NULL ORDER BY delivered_day, project
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_on_time), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
