-- SPDX-License-Identifier: MIT
-- Recurring share of what was invoiced in the period.
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: line
unit AS (
  SELECT n.number, n.invoice_day, n.category, n.net_ore FROM line n WHERE n.invoice_day BETWEEN :first AND :last ORDER BY n.invoice_day, n.number
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(CASE WHEN category = 'recurring' THEN net_ore ELSE 0 END), 0) AS num, COALESCE(SUM(net_ore), 0) AS den,
  COUNT(*) AS n, 1 AS known, CASE WHEN SUM(net_ore) <= 0 THEN 'zero_denominator' END AS why
FROM unit
