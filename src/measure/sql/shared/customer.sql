-- SPDX-License-Identifier: MIT
-- Customers through a whole span of days, with the tier of its last day, or of now (15-C70, 17-K4).
customer AS (
  SELECT a.id, a.ext_id, a.name,
    COALESCE((SELECT h.tier FROM account_tier_history h JOIN calendar_day k ON k.local_day = h.from_day AND k.start_at <= :now
              WHERE h.account_id = a.id AND h.from_day <= :last
              ORDER BY h.from_day DESC LIMIT 1), a.tier) AS tier
  FROM account a
  WHERE (a.customer_since_day <= :first AND a.lifecycle IN ('customer', 'former')
         OR a.customer_since_day IS NULL AND a.lifecycle = 'customer')
    AND (a.churned_day IS NULL OR a.churned_day > :last)
),
