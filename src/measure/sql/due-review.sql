-- SPDX-License-Identifier: MIT
-- Every review that a customer (15-C70; one that is former since nobody knows when is none, 09 §9.4) is to have by its tier, with the last one held; a check-in is satisfied by a review of any
-- kind, and also by a connected call, a meeting put in by hand or, for some tiers, their mail (15-C72). Meetings of the calendar are
-- judged apart, by their titles.
-- in:  now, today
-- out: account_id, account_name, tier, kind, interval_months, remind_days, grace_days, since_day, held_day, met_day, mail_day
WITH
-- use: spoke
-- use: playbook
customer AS (
  SELECT a.id, a.name, a.customer_since_day AS since_day,
         COALESCE((SELECT h.tier FROM account_tier_history h
                   WHERE h.account_id = a.id AND h.from_day <= :today ORDER BY h.from_day DESC LIMIT 1), a.tier) AS tier
  FROM account a
  WHERE (a.customer_since_day <= :today OR a.customer_since_day IS NULL AND a.lifecycle = 'customer')
    AND (a.lifecycle = 'customer' AND (a.churned_day IS NULL OR a.churned_day > :today) OR a.lifecycle = 'former' AND a.churned_day > :today)
    -- account: AND a.id = :account
), policy AS (
  SELECT c.id, c.name, c.since_day, c.tier, p.kind,
         CASE WHEN b.account_id IS NULL THEN p.interval_months WHEN p.interval_months < 4 THEN 1 ELSE p.interval_months / 2 END AS interval_months,
         p.remind_days, p.grace_days
  FROM customer c JOIN review_policy p ON p.tier = c.tier LEFT JOIN playbook b ON b.account_id = c.id AND p.kind = 'check_in'
  WHERE p.enabled = 1 OR b.account_id IS NOT NULL
), reviewed AS (
  SELECT p.id, p.kind,
         (SELECT MAX(r.held_day) FROM review r
          WHERE r.account_id = p.id AND r.held_day <= :today AND (p.kind = 'check_in' OR r.kind = p.kind)) AS day
  FROM policy p
)
SELECT p.id AS account_id, p.name AS account_name, p.tier, p.kind, p.interval_months, p.remind_days, p.grace_days, p.since_day,
       h.day AS held_day,
       CASE WHEN p.kind = 'check_in' THEN (SELECT s.local_day FROM spoke s WHERE s.account_id = p.id AND s.kind IN ('call', 'meeting')
                                           ORDER BY s.at DESC LIMIT 1) END AS met_day,
       CASE WHEN p.kind = 'check_in' THEN (SELECT s.local_day FROM spoke s WHERE s.account_id = p.id AND s.kind = 'email'
                                           ORDER BY s.at DESC LIMIT 1) END AS mail_day
FROM policy p
JOIN reviewed h ON h.id = p.id AND h.kind = p.kind
ORDER BY p.id, p.kind;
