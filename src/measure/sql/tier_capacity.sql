-- SPDX-License-Identifier: MIT
-- Customers in each tier, by the tier of the day; those without one have no row.
-- in:  now, today
-- out: scope, value, num, den, n, known, why
WITH
placed AS (
  SELECT a.ext_id, a.name, COALESCE((SELECT h.tier FROM account_tier_history h WHERE h.account_id = a.id AND h.from_day <= :today ORDER BY h.from_day DESC LIMIT 1), a.tier) AS tier
  FROM account a
  WHERE a.created_at <= :now AND (a.churned_day IS NULL OR a.churned_day > :today)
    AND (a.customer_since_day <= :today AND a.lifecycle IN ('customer', 'former') OR a.customer_since_day IS NULL AND a.lifecycle = 'customer')
),
unit AS (
  SELECT p.ext_id AS account, p.name, p.tier FROM placed p WHERE p.tier IS NOT NULL ORDER BY p.tier, p.ext_id
),
tiers AS (
  SELECT 1 AS tier UNION ALL SELECT 2 UNION ALL SELECT 3
)
-- figure
SELECT 'tier:' || t.tier AS scope, COUNT(u.account) AS value, NULL AS num, NULL AS den, COUNT(u.account) AS n,
  EXISTS (SELECT 1 FROM account a WHERE a.created_at <= :now) AS known, NULL AS why
FROM tiers t LEFT JOIN unit u ON u.tier = t.tier GROUP BY t.tier ORDER BY t.tier
