-- SPDX-License-Identifier: MIT
-- Mean time of the uppstart projects delivered in the period, in spans of eight weeks; one without a start is left out (15-C33).
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: uppstart
unit AS (
  SELECT project, account, start_day, delivered_day, delivered_day - start_day AS days
  FROM delivered WHERE start_day IS NOT NULL ORDER BY delivered_day, project
)
-- figure
SELECT 'all' AS scope, NULL AS value, SUM(days) / 56.0 AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, CASE WHEN COUNT(*) = 0 THEN 'no_data' END AS why
FROM unit
