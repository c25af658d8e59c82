-- SPDX-License-Identifier: MIT
-- Every customer with what it brought in the period and at its end, and whoever ceased to pay in it (10 §10.1, revenue review).
-- in:  first, last, now, today
-- out: account, account_name:pt, tier, invoiced_ore:o, mrr_ore:o, mrr_change_ore:o, phase
WITH
-- use: line
-- use: recurring
-- use: phase
-- use: client
billed AS (
  SELECT n.account_id, SUM(n.net_ore) AS ore FROM line n WHERE n.invoice_day BETWEEN :first AND :last GROUP BY n.account_id
),
was AS (
  SELECT s.account_id, SUM(c.mrr_ore) AS ore
  FROM subscription s JOIN subscription_change c ON c.subscription_id = s.id AND c.effective_day = (
    SELECT MAX(x.effective_day) FROM subscription_change x WHERE x.subscription_id = s.id AND x.effective_day < :first)
  WHERE s.start_day < :first AND (s.end_day IS NULL OR s.end_day >= :first) GROUP BY s.account_id
)
SELECT a.ext_id AS account, a.name AS "account_name:pt",
  COALESCE(k.tier, a.tier) AS tier, COALESCE(b.ore, 0) AS "invoiced_ore:o", r.month_ore AS "mrr_ore:o",
  CASE WHEN r.month_ore IS NOT NULL OR w.ore IS NOT NULL THEN COALESCE(r.month_ore, 0) - COALESCE(w.ore, 0) END AS "mrr_change_ore:o", p.phase AS phase
FROM account a LEFT JOIN billed b ON b.account_id = a.id LEFT JOIN recurring r ON r.account = a.ext_id LEFT JOIN phase p ON p.id = a.id LEFT JOIN was w ON w.account_id = a.id LEFT JOIN client k ON k.id = a.id
WHERE (k.id IS NOT NULL OR w.ore > 0) AND a.created_at <= :now AND (a.customer_since_day IS NULL OR a.customer_since_day <= :last)
ORDER BY COALESCE(b.ore, 0) DESC, COALESCE(r.month_ore, 0) DESC, a.ext_id
