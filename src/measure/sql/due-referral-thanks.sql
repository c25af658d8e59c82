-- SPDX-License-Identifier: MIT
-- Referrers whose lead was won and who have not been thanked (spec 09 §9.6).
-- in:  now, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: introduced
won AS (
  SELECT id, account_id, lead_id, who, closed_day FROM introduced
  WHERE status = 'won' AND closed_day <= :today AND (rewarded_day IS NULL OR rewarded_day > :today)
    -- account: AND account_id = :account
)
SELECT id AS subject_id, account_id, lead_id, 1 AS severity, NULL AS due_day, NULL AS suffix, who, NULL AS fact, closed_day AS fact_day, NULL AS fact_at
FROM won ORDER BY id;
