-- SPDX-License-Identifier: MIT
-- Calls with an outcome after words that escalate, without anything in writing by the end of the next workday (spec 09 §9.5).
-- in:  now
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: urgent-call
called AS (
  SELECT k.account_id, MAX(k.at) AS at FROM urgent_call k WHERE k.local_day >= :now / 86400 - 31 AND k.at > :now - 2592000 -- no local day begins more than a day before its number says
    -- account: AND k.account_id = :account
  GROUP BY +k.account_id -- not by its index, which holds the calls of all years
),
late AS (
  SELECT k.account_id, k.at, (SELECT MIN(w.local_day) FROM calendar_day w WHERE w.is_workday = 1 AND w.local_day > y.local_day) AS due_day
  FROM called k JOIN calendar_day y ON y.start_at <= k.at AND y.end_at > k.at
)
SELECT l.account_id AS subject_id, l.account_id, NULL AS lead_id, 2 AS severity, l.due_day, NULL AS suffix, c.name AS who, NULL AS fact, NULL AS fact_day, l.at AS fact_at
FROM late l JOIN account c ON c.id = l.account_id JOIN calendar_day y ON y.local_day = l.due_day
WHERE y.end_at <= :now AND NOT EXISTS (SELECT 1 FROM touchpoint t
  WHERE t.account_id = l.account_id AND t.kind = 'email' AND t.direction = 'out' AND t.is_human = 1 AND t.occurred_at > l.at AND t.occurred_at <= :now)
ORDER BY l.account_id;
