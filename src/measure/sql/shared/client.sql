-- SPDX-License-Identifier: MIT
-- Customers at the end of :today, with the tier of that day (15-C70, 17-K4).
client AS (
  SELECT a.id, a.ext_id, a.name, a.customer_since_day AS since_day,
    COALESCE((SELECT h.tier FROM account_tier_history h WHERE h.account_id = a.id AND h.from_day <= :today ORDER BY h.from_day DESC LIMIT 1), a.tier) AS tier
  FROM account a
  WHERE (a.churned_day IS NULL OR a.churned_day > :today)
    AND (a.customer_since_day <= :today AND a.lifecycle IN ('customer', 'former') OR a.customer_since_day IS NULL AND a.lifecycle = 'customer')
),
