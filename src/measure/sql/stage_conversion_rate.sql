-- SPDX-License-Identifier: MIT
-- Leads of the period by the highest stage they ever reached; a skipped stage was reached (15-C8).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: entered
unit AS (
  SELECT e.ext_id AS lead, e.name, e.created_day, s.code AS stage, e.max_ord
  FROM entered e JOIN stage s ON s.ord = e.max_ord ORDER BY e.created_day, e.ext_id
),
step AS (
  SELECT s.code, s.ord, s.kind, (SELECT MIN(x.ord) FROM stage x WHERE x.kind IN ('open', 'won') AND x.ord > s.ord) AS next_ord
  FROM stage s WHERE s.kind = 'open'
)
-- figure
SELECT 'stage:' || s.code AS scope, NULL AS value, COALESCE(SUM(CASE WHEN u.max_ord >= s.next_ord THEN 1 ELSE 0 END), 0) AS num,
  COUNT(u.lead) AS den, COUNT(u.lead) AS n, 1 AS known, CASE WHEN :today < :last + 180 THEN 'immature' END AS why
FROM step s LEFT JOIN unit u ON u.max_ord >= s.ord GROUP BY s.code, s.ord ORDER BY s.ord
