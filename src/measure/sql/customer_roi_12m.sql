-- SPDX-License-Identifier: MIT
-- What the customer has gained in the first year, as noted, against what it paid; known when the year is over.
-- in:  today
-- out: scope, value, num, den, n, known, why
WITH
-- use: line
client AS (
  SELECT a.id, a.ext_id, a.name, a.customer_since_day AS since_day, add_months(a.customer_since_day, 12) AS until_day FROM account a
  WHERE a.customer_since_day <= :today AND a.lifecycle IN ('customer', 'former')
),
unit AS (
  SELECT c.ext_id AS account, c.name, c.until_day,
    (SELECT SUM(v.amount_ore) FROM value_note v WHERE v.account_id = c.id AND v.kind IN ('benefit', 'cost_saving') AND v.local_day >= c.since_day AND v.local_day < c.until_day
      AND v.local_day <= :today) AS gained_ore,
    COALESCE((SELECT SUM(n.net_ore) FROM line n WHERE n.account_id = c.id AND n.invoice_day >= c.since_day AND n.invoice_day < c.until_day), 0) AS paid_ore
  FROM client c ORDER BY c.ext_id
)
-- figure
SELECT 'account:' || account AS scope, NULL AS value, COALESCE(gained_ore, 0) AS num, paid_ore AS den, NULL AS n, 1 AS known,
  CASE WHEN gained_ore IS NULL THEN 'no_data' WHEN until_day > :today THEN 'immature' END AS why
FROM unit
