-- SPDX-License-Identifier: MIT
-- Customers in the months in which their budget for the next year is made: the fourth to the second before it begins (spec 09 §9.6).
-- in:  today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
month AS (
  SELECT y.month_key / 100 AS year, y.month_key % 100 AS month, y.local_day - y.ymd % 100 + 1 AS first_day FROM calendar_day y WHERE y.local_day = :today
),
customer AS (
  SELECT a.id, a.name, (a.fiscal_start_month - m.month + 12) % 12 AS ahead, m.first_day,
    m.year + CASE WHEN m.month >= a.fiscal_start_month THEN 1 ELSE 0 END AS budget_year,
    COALESCE((SELECT h.tier FROM account_tier_history h WHERE h.account_id = a.id AND h.from_day <= :today ORDER BY h.from_day DESC LIMIT 1), a.tier) AS tier
  FROM account a JOIN month m ON 1 = 1
  WHERE a.lifecycle = 'customer' AND (a.customer_since_day IS NULL OR a.customer_since_day <= :today) AND (a.churned_day IS NULL OR a.churned_day > :today)
    -- account: AND a.id = :account
)
SELECT id AS subject_id, id AS account_id, NULL AS lead_id, CASE WHEN tier = 3 THEN 1 ELSE 2 END AS severity, add_months(first_day, ahead - 1) - 1 AS due_day,
  budget_year AS suffix, name AS who, budget_year AS fact, NULL AS fact_day, NULL AS fact_at
FROM customer WHERE tier IS NOT NULL AND ahead BETWEEN 2 AND 4 ORDER BY id;
