-- SPDX-License-Identifier: MIT
-- Share of the customers due for a check-in in the period who had one: a review, a meeting, a call, for the tiers of
-- [review] check_in_by_mail also a mail (15-C72).
-- in:  first, from, last, mail_1, mail_2, mail_3, months, now, until
-- out: scope, value, num, den, n, known, why
WITH
-- use: held
-- use: met
-- use: spoke
-- use: customer
due AS (
  SELECT c.id, c.ext_id, c.name, c.tier
  FROM customer c JOIN review_policy p ON p.tier = c.tier AND p.kind = 'check_in' AND p.enabled = 1 AND p.interval_months <= :months
),
unit AS (
  SELECT d.ext_id AS account, d.name, d.tier,
    CASE WHEN EXISTS (SELECT 1 FROM review r JOIN calendar_day k ON k.local_day = r.held_day
                      WHERE r.account_id = d.id AND r.held_day BETWEEN :first AND :last AND k.start_at <= :now)
           OR EXISTS (SELECT 1 FROM met m WHERE m.account_id = d.id AND m.local_day BETWEEN :first AND :last)
           OR EXISTS (SELECT 1 FROM spoke s WHERE s.account_id = d.id AND s.at >= :from AND s.at < :until
                        AND (s.kind IN ('call', 'meeting') OR s.kind = 'email' AND CASE d.tier WHEN 1 THEN :mail_1 WHEN 2 THEN :mail_2 ELSE :mail_3 END = 1))
         THEN 1 ELSE 0 END AS is_done
  FROM due d
  ORDER BY d.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_done), 0) AS num, COUNT(*) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM account a WHERE a.lifecycle IN ('customer', 'former')) AS known, NULL AS why
FROM unit
