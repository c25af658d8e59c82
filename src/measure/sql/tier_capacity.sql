-- SPDX-License-Identifier: MIT
-- Customers in each tier, by the tier of the day; those without one have no row.
-- in:  today
-- out: scope, value, num, den, n, known, why
WITH
-- use: client
unit AS (
  SELECT p.ext_id AS account, p.name, p.tier FROM client p WHERE p.tier IS NOT NULL ORDER BY p.tier, p.ext_id
)
-- figure
SELECT 'tier:' || tier AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit GROUP BY tier ORDER BY tier
