-- SPDX-License-Identifier: MIT
-- Referrers who have not heard what became of their introduction two weeks after it, or when it was decided (spec 09 §9.6).
-- in:  now, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: introduced
waiting AS (
  SELECT id, account_id, lead_id, who, introduced_day, CASE WHEN closed_day < introduced_day + 14 THEN closed_day ELSE introduced_day + 14 END AS due_day
  FROM introduced WHERE (feedback_day IS NULL OR feedback_day > :today)
    -- account: AND account_id = :account
)
SELECT id AS subject_id, account_id, lead_id, 1 AS severity, due_day, NULL AS suffix, who, NULL AS fact, introduced_day AS fact_day, NULL AS fact_at
FROM waiting WHERE due_day <= :today ORDER BY id;
