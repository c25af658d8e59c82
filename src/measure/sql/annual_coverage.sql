-- SPDX-License-Identifier: MIT
-- Share of the customers due for a annual review in the period who had one (11.8 as amended by 15-C70).
-- in:  first, last, months, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: customer
unit AS (
  SELECT c.ext_id AS account, c.name, c.tier,
    CASE WHEN EXISTS (SELECT 1 FROM review r JOIN calendar_day k ON k.local_day = r.held_day
                      WHERE r.account_id = c.id AND r.kind = 'annual' AND r.held_day BETWEEN :first AND :last AND k.start_at <= :now)
         THEN 1 ELSE 0 END AS is_done
  FROM customer c JOIN review_policy p ON p.tier = c.tier AND p.kind = 'annual' AND p.enabled = 1 AND p.interval_months <= :months
  ORDER BY c.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_done), 0) AS num, COUNT(*) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM account a WHERE a.lifecycle IN ('customer', 'former')) AS known, NULL AS why
FROM unit
