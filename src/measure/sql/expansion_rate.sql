-- SPDX-License-Identifier: MIT
-- By how much customers of at least 24 months grow, each and all together (15-C64).
-- in:  asked, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: full
-- use: line
client AS (
  SELECT a.ext_id, a.name, CASE WHEN add_months(a.customer_since_day, 24) <= :today THEN 1 ELSE 0 END AS is_old,
    COALESCE((SELECT SUM(n.net_ore) FROM line n WHERE n.account_id = a.id AND n.invoice_day BETWEEN add_months(f.next_day, -12) AND f.last_day), 0) AS now_ore,
    COALESCE((SELECT SUM(n.net_ore) FROM line n WHERE n.account_id = a.id AND n.invoice_day >= add_months(f.next_day, -24) AND n.invoice_day < add_months(f.next_day, -12)), 0) AS was_ore
  FROM account a JOIN full f ON 1 = 1 WHERE a.customer_since_day <= :today AND a.lifecycle IN ('customer', 'former')
),
unit AS (
  SELECT ext_id AS account, name, was_ore, now_ore, is_old FROM client ORDER BY ext_id
),
total AS (
  SELECT COALESCE(SUM(CASE WHEN is_old = 1 THEN now_ore - was_ore ELSE 0 END), 0) AS num, COALESCE(SUM(CASE WHEN is_old = 1 THEN was_ore ELSE 0 END), 0) AS den,
    COALESCE(SUM(is_old), 0) AS n, COUNT(*) AS clients
  FROM unit
)
-- figure
SELECT 'all' AS scope, NULL AS value, t.num, t.den, t.n, CASE WHEN t.clients > 0 THEN 1 ELSE 0 END AS known,
  CASE WHEN t.n = 0 THEN 'immature' WHEN t.den <= 0 THEN 'zero_denominator' END AS why
FROM total t
UNION ALL
SELECT 'account:' || u.account, NULL, u.now_ore - u.was_ore, u.was_ore, NULL, 1, CASE WHEN u.is_old = 0 THEN 'immature' WHEN u.was_ore <= 0 THEN 'zero_denominator' END
FROM unit u
