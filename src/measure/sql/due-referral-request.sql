-- SPDX-License-Identifier: MIT
-- Happy customers who have not been asked for a reference two to four weeks after delivery (spec 09 §9.6).
-- in:  today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: delivery
ripe AS (
  SELECT d.id, d.account_id, d.who, d.delivered_day FROM delivery d
  WHERE :today BETWEEN d.delivered_day + 14 AND d.delivered_day + 30
    -- account: AND d.account_id = :account
    AND NOT EXISTS (SELECT 1 FROM referral r WHERE r.referrer_account_id = d.account_id AND r.asked_day BETWEEN d.delivered_day AND :today)
)
SELECT id AS subject_id, account_id, NULL AS lead_id, 1 AS severity, delivered_day + 30 AS due_day, NULL AS suffix, who, NULL AS fact, delivered_day AS fact_day, NULL AS fact_at
FROM ripe ORDER BY id;
