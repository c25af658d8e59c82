-- SPDX-License-Identifier: MIT
-- What each customer wrote in the last 60 days and in the 180 before, and how many of these days are in no quiet period (spec 08 §8.7).
-- in:  now, today
-- out: account_id, account_name, lately, before, days_lately, days_before
WITH
exposure AS (
  SELECT SUM(CASE WHEN d.local_day > :today - 60 THEN 1 ELSE 0 END) AS lately, SUM(CASE WHEN d.local_day <= :today - 60 THEN 1 ELSE 0 END) AS before
  FROM calendar_day d WHERE d.local_day > :today - 240 AND d.local_day <= :today AND d.is_quiet = 0
),
wrote AS (
  SELECT t.account_id, SUM(CASE WHEN t.local_day > :today - 60 THEN 1 ELSE 0 END) AS lately, SUM(CASE WHEN t.local_day <= :today - 60 THEN 1 ELSE 0 END) AS before
  FROM touchpoint t
  WHERE t.kind = 'email' AND t.direction = 'in' AND t.is_human = 1 AND t.is_copied = 0 AND t.local_day > :today - 240
    AND t.occurred_at BETWEEN (:today - 241) * 86400 AND :now AND t.account_id IN (SELECT c.id FROM account c WHERE c.lifecycle = 'customer')
  GROUP BY t.account_id
)
SELECT w.account_id, a.name AS account_name, w.lately, w.before, e.lately AS days_lately, e.before AS days_before
FROM wrote w JOIN account a ON a.id = w.account_id CROSS JOIN exposure e
WHERE a.lifecycle = 'customer' AND (a.churned_day IS NULL OR a.churned_day > :today)
ORDER BY w.account_id;
