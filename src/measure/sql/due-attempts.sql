-- SPDX-License-Identifier: MIT
-- Active leads before stage need (17-L5) with too many unanswered contact attempts: ATT (spec 01 §1.7) strictly after the last
-- TWO_WAY (15-C19, C21) on the lead, or on its account without a lead (17-L4).
-- in:  attempts_max, now, today
-- out: lead_id, lead_name, account_id, account_name, attempts, attempt_day
WITH
-- use: held
-- use: active
-- use: attempt
-- use: answer
likely AS (
  SELECT l.id, l.account_id FROM active l JOIN stage s ON s.code = l.stage WHERE s.is_opportunity = 0
),
heard AS MATERIALIZED (
  SELECT l.id, COALESCE((SELECT b.at FROM answer b WHERE b.lead_id = l.id ORDER BY b.at DESC LIMIT 1), 0) AS lead_at,
    COALESCE((SELECT b.at FROM answer b WHERE b.account_id = l.account_id AND b.lead_id IS NULL ORDER BY b.at DESC LIMIT 1), 0) AS account_at
  FROM likely l
),
tried AS (
  SELECT h.id, t.kind, t.local_day
  FROM heard h JOIN attempt t ON t.lead_id = h.id AND t.occurred_at > CASE WHEN h.account_at > h.lead_at THEN h.account_at ELSE h.lead_at END
),
counted AS (
  SELECT id, MAX(local_day) AS attempt_day,
         SUM(CASE WHEN kind = 'call' THEN 1 ELSE 0 END)
           + COUNT(DISTINCT CASE WHEN kind = 'email' THEN local_day END)
           + COUNT(DISTINCT CASE WHEN kind = 'linkedin' THEN local_day END)
           + COUNT(DISTINCT CASE WHEN kind = 'sms' THEN local_day END) AS attempts
  FROM tried GROUP BY id
)
SELECT l.id AS lead_id, l.name AS lead_name, l.account_id, a.name AS account_name, n.attempts, n.attempt_day
FROM counted n
JOIN active l ON l.id = n.id
JOIN account a ON a.id = l.account_id
WHERE n.attempts >= :attempts_max
ORDER BY l.id;
