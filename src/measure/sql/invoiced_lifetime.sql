-- SPDX-License-Identifier: MIT
-- Everything invoiced to each account up to the day.
-- in:  today
-- out: scope, value, num, den, n, known, why
WITH
-- use: line
unit AS (
  SELECT a.ext_id AS account, n.number, n.invoice_day, n.net_ore
  FROM line n JOIN account a ON a.id = n.account_id ORDER BY a.ext_id, n.invoice_day, n.number
)
-- figure
SELECT 'account:' || account AS scope, SUM(net_ore) AS value, NULL AS num, NULL AS den, NULL AS n, 1 AS known, NULL AS why
FROM unit GROUP BY account ORDER BY account
