-- SPDX-License-Identifier: MIT
-- Invoiced: credit notes count on their own day.
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: line
unit AS (
  SELECT n.number, n.invoice_day, a.ext_id AS account, n.category, n.net_ore
  FROM line n JOIN account a ON a.id = n.account_id
  WHERE n.invoice_day BETWEEN :first AND :last
  ORDER BY n.invoice_day, n.number
)
-- figure
SELECT 'all' AS scope, COALESCE(SUM(net_ore), 0) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
