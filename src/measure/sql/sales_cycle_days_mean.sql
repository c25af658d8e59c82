-- SPDX-License-Identifier: MIT
-- Days from the first contact to the win, the mean of the leads won (15-C15).
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: cycle
unit AS (
  SELECT ext_id AS lead, name, service, source, first_day, closed_day, closed_day - first_day AS days
  FROM begun WHERE closed_day >= first_day ORDER BY closed_day, ext_id
),
sample AS (
  SELECT 'all' AS scope, days AS value FROM unit
  UNION ALL SELECT 'service:' || service, days FROM unit WHERE service IS NOT NULL
  UNION ALL SELECT 'source:' || source, days FROM unit WHERE source IS NOT NULL
),
every AS (
  SELECT 'all' AS scope UNION SELECT scope FROM sample
)
-- figure
SELECT e.scope, NULL AS value, SUM(s.value) AS num, COUNT(s.value) AS den, COUNT(s.value) AS n, 1 AS known,
  CASE WHEN COUNT(s.value) = 0 THEN 'no_data' END AS why
FROM every e LEFT JOIN sample s ON s.scope = e.scope GROUP BY e.scope ORDER BY e.scope
