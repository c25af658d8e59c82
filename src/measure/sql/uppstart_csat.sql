-- SPDX-License-Identifier: MIT
-- What customers answered about the uppstart projects delivered in the period, within 60 days (15-C32).
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: uppstart
unit AS (
  SELECT s.id AS answer, MIN(d.project) AS project, d.account, s.score, s.local_day
  FROM delivered d JOIN survey_response s ON s.kind = 'csat' AND (s.project_id = d.id OR s.project_id IS NULL AND s.account_id = d.account_id)
  WHERE s.local_day BETWEEN d.delivered_day AND d.delivered_day + 60 AND s.local_day <= :today
  GROUP BY s.id, d.account, s.score, s.local_day ORDER BY s.local_day, s.id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(score), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, CASE WHEN COUNT(*) = 0 THEN 'no_data' END AS why
FROM unit
