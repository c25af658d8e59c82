-- SPDX-License-Identifier: MIT
-- What the deals won in the period are worth to each source: last touch (15-C41).
-- in:  first, last, lookback, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: touched
weighed AS (
  SELECT t.lead_id, t.touch, t.source, t.place, 1 AS w FROM touched t WHERE t.place = t.n
),
-- use: credit
every AS (
  SELECT s.code FROM lead_source s UNION SELECT u.source FROM unit u
)
-- figure
SELECT 'source:' || e.code AS scope, COALESCE(SUM(u.credit_ore), 0) AS value, NULL AS num, NULL AS den, COUNT(u.lead) AS n, 1 AS known, NULL AS why
FROM every e LEFT JOIN unit u ON u.source = e.code GROUP BY e.code ORDER BY e.code
