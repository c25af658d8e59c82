-- SPDX-License-Identifier: MIT
-- Introductions that nobody has followed up by the end of the next workday (spec 09 §9.6).
-- in:  now, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: introduced
waiting AS (
  SELECT i.id, i.account_id, i.lead_id, i.who, i.introduced_day,
    (SELECT MIN(w.local_day) FROM calendar_day w WHERE w.is_workday = 1 AND w.local_day > i.introduced_day) AS due_day
  FROM introduced i
  WHERE (i.followed_up_day IS NULL OR i.followed_up_day > :today) AND (i.closed_day IS NULL OR i.closed_day > :today)
    -- account: AND i.account_id = :account
    AND NOT EXISTS (SELECT 1 FROM touchpoint t WHERE t.account_id = i.account_id AND t.direction <> 'in' AND t.is_human = 1 AND t.kind <> 'note'
                    AND t.local_day >= i.introduced_day AND t.occurred_at <= :now)
)
SELECT id AS subject_id, account_id, lead_id, 2 AS severity, due_day, NULL AS suffix, who, NULL AS fact, introduced_day AS fact_day, NULL AS fact_at
FROM waiting WHERE due_day < :today ORDER BY id;
