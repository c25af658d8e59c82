-- SPDX-License-Identifier: MIT
-- Mean time of the uppstart projects delivered in the period, in spans of eight weeks; one without a start is left out (15-C33).
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why
WITH
delivered AS (
  SELECT p.ext_id AS project, a.ext_id AS account, p.start_day, p.planned_end_day, p.delivered_day
  FROM project p JOIN account a ON a.id = p.account_id JOIN service v ON v.id = p.service_id
  WHERE v.code = 'satori-uppstart' AND p.status <> 'cancelled' AND p.delivered_day BETWEEN :first AND :last AND p.delivered_day <= :today
),
unit AS (
  SELECT project, account, start_day, delivered_day, delivered_day - start_day AS days
  FROM delivered WHERE start_day IS NOT NULL ORDER BY delivered_day, project
)
-- figure
SELECT 'all' AS scope, NULL AS value, SUM(days) / 56.0 AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, CASE WHEN COUNT(*) = 0 THEN 'no_data' END AS why
FROM unit
