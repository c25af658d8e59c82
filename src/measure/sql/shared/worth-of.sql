-- SPDX-License-Identifier: MIT
-- What three years of each customer with a known beginning bring: what was invoiced in them, or, while they run, what was invoiced so far
-- and what the subscriptions of today bring for the rest (15-C68).
mark AS (
  SELECT CAST(:today AS INTEGER) AS day
),
-- use: line
-- use: worth
client AS (
  SELECT a.id, a.ext_id, a.name, a.customer_since_day AS since_day, add_months(a.customer_since_day, 36) AS until_day,
    CASE WHEN a.churned_day <= :today THEN 1 ELSE 0 END AS is_gone
  FROM account a WHERE a.customer_since_day <= :today AND a.lifecycle IN ('customer', 'former')
),
worth_of AS (
  SELECT c.id, c.ext_id AS account, c.name, c.since_day, c.until_day, c.is_gone, CASE WHEN c.until_day <= :today THEN 1 ELSE 0 END AS is_over,
    CASE WHEN c.until_day <= :today
      THEN COALESCE((SELECT SUM(n.net_ore) FROM line n WHERE n.account_id = c.id AND n.invoice_day >= c.since_day AND n.invoice_day < c.until_day), 0)
      ELSE COALESCE((SELECT SUM(n.net_ore) FROM line n WHERE n.account_id = c.id), 0)
        + COALESCE((SELECT SUM(w.ore) FROM worth w WHERE w.account_id = c.id), 0) * (c.until_day - :today) / 30.4375 END AS ore
  FROM client c
),
