-- SPDX-License-Identifier: MIT
-- Active leads before stage need (17-L5) with too many unanswered contact attempts: ATT (spec 01 §1.7) strictly after the last
-- TWO_WAY (15-C19, C21) on the lead, or on its account without a lead (17-L4).
-- in:  attempts_max, now, today
-- out: lead_id, lead_name, account_id, account_name, attempts, attempt_day
WITH
-- use: held
-- use: spoke
-- use: active
-- use: attempt
two_way AS (
  SELECT s.lead_id, s.account_id, s.at FROM spoke s
  UNION ALL
  SELECT t.lead_id, t.account_id, h.start_at FROM touchpoint t JOIN held h ON h.id = t.meeting_id WHERE t.kind = 'meeting'
),
lead_answer AS (
  SELECT lead_id, MAX(at) AS at FROM two_way WHERE lead_id IS NOT NULL GROUP BY lead_id
),
account_answer AS (
  SELECT account_id, MAX(at) AS at FROM two_way WHERE lead_id IS NULL GROUP BY account_id
),
tried AS (
  SELECT l.id, t.kind, t.local_day
  FROM active l
  JOIN attempt t ON t.lead_id = l.id
  LEFT JOIN lead_answer b ON b.lead_id = l.id
  LEFT JOIN account_answer c ON c.account_id = l.account_id
  WHERE (b.at IS NULL OR t.occurred_at > b.at) AND (c.at IS NULL OR t.occurred_at > c.at)
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
JOIN stage s ON s.code = l.stage
WHERE n.attempts >= :attempts_max AND s.is_opportunity = 0
ORDER BY l.id;
