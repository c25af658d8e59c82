-- SPDX-License-Identifier: MIT
-- Days from the first contact to the win, the median of the leads won (15-C15).
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
-- use: medians
every AS (
  SELECT 'all' AS scope UNION SELECT scope FROM medians
)
-- figure
SELECT e.scope, m.value, NULL AS num, NULL AS den, COALESCE(m.n, 0) AS n, 1 AS known, CASE WHEN m.n IS NULL THEN 'no_data' END AS why
FROM every e LEFT JOIN medians m ON m.scope = e.scope ORDER BY e.scope
