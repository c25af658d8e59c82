-- SPDX-License-Identifier: MIT
-- The tier that each account's revenue, or size, suggests at the end of the days of `mark` (day): customers of a year by the larger of the last
-- 12 months and a third of the last 36, others by their employees; NULL = unknown (04 4.1, 15-C77).
asked_of AS (
  SELECT m.day, a.id, a.ext_id, a.name, a.employees,
    CASE WHEN a.lifecycle IN ('customer', 'former') AND add_months(a.customer_since_day, 12) <= m.day AND (a.churned_day IS NULL OR a.churned_day > m.day) THEN 1 ELSE 0 END AS is_old,
    COALESCE((SELECT SUM(n.net_ore) FROM line n WHERE n.account_id = a.id AND n.invoice_day > add_months(m.last_day, -12) AND n.invoice_day <= m.last_day), 0) AS year_ore,
    COALESCE((SELECT SUM(n.net_ore) FROM line n WHERE n.account_id = a.id AND n.invoice_day > add_months(m.last_day, -36) AND n.invoice_day <= m.last_day), 0) AS three_ore
  FROM mark m JOIN account a ON a.lifecycle IN ('prospect', 'customer') OR a.churned_day > m.day
),
measured AS (
  SELECT q.day, q.id, q.ext_id, q.name, q.is_old, q.employees, CASE WHEN q.year_ore * 3 >= q.three_ore THEN q.year_ore ELSE q.three_ore / 3 END AS ore FROM asked_of q
),
suggested AS (
  SELECT day, id, ext_id, name,
    CASE WHEN is_old = 1 THEN COALESCE((SELECT MIN(p.tier) FROM tier_policy p WHERE q.ore >= p.min_revenue_ore), 3)
      WHEN employees IS NULL THEN NULL ELSE COALESCE((SELECT MIN(p.tier) FROM tier_policy p WHERE q.employees >= p.min_employees), 3) END AS tier
  FROM measured q
),
