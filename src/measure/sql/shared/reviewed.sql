-- SPDX-License-Identifier: MIT
-- Customers throughout the period whose tier is to have the review named by `kind`, and whether they had it (15-C70, C72).
-- use: customer
reviewed AS (
  SELECT c.ext_id AS account, c.name, c.tier,
    CASE WHEN EXISTS (SELECT 1 FROM review r JOIN calendar_day y ON y.local_day = r.held_day
                      WHERE r.account_id = c.id AND r.kind = (SELECT k.kind FROM kind k) AND r.held_day BETWEEN :first AND :last AND y.start_at <= :now)
         THEN 1 ELSE 0 END AS is_done
  FROM customer c JOIN review_policy p ON p.tier = c.tier AND p.kind = (SELECT k.kind FROM kind k) AND p.enabled = 1 AND p.interval_months <= :months
),
