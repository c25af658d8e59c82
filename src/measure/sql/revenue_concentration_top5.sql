-- SPDX-License-Identifier: MIT
-- Share of the five largest customers in what was invoiced (15-C66).
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: line
unit AS (
  SELECT a.ext_id AS account, a.name, SUM(n.net_ore) AS net_ore, ROW_NUMBER() OVER (ORDER BY SUM(n.net_ore) DESC, a.ext_id) AS place
  FROM line n JOIN account a ON a.id = n.account_id
  WHERE n.invoice_day BETWEEN :first AND :last
  GROUP BY a.id HAVING SUM(n.net_ore) > 0 ORDER BY place
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(CASE WHEN place <= 5 THEN net_ore ELSE 0 END), 0) AS num, COALESCE(SUM(net_ore), 0) AS den,
  COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
