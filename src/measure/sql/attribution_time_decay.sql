-- SPDX-License-Identifier: MIT
-- What the deals won in the period are worth to each source: late touches count more (15-C41).
-- in:  first, half_life, last, lookback, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: touched
weighed AS (
  SELECT t.lead_id, t.touch, t.source, t.place, power(2.0, -1.0 * t.days / :half_life) AS w FROM touched t
),
-- use: credit
every AS (
  SELECT s.code FROM lead_source s UNION SELECT u.source FROM unit u
)
-- figure
SELECT 'source:' || e.code AS scope, COALESCE(SUM(u.credit_ore), 0) AS value, NULL AS num, NULL AS den, COUNT(u.lead) AS n, 1 AS known, NULL AS why
FROM every e LEFT JOIN unit u ON u.source = e.code GROUP BY e.code ORDER BY e.code
