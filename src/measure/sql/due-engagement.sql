-- SPDX-License-Identifier: MIT
-- What each customer wrote in the last 60 days and in the 180 before, and how many of these days are in no quiet period (spec 08 §8.7).
-- Customer by customer: what they said has an index of its own.
-- in:  now, today
-- out: account_id, account_name, lately, before, days_lately, days_before
WITH
exposure AS (
  SELECT SUM(CASE WHEN d.local_day > :today - 60 THEN 1 ELSE 0 END) AS lately, SUM(CASE WHEN d.local_day <= :today - 60 THEN 1 ELSE 0 END) AS before
  FROM calendar_day d WHERE d.local_day > :today - 240 AND d.local_day <= :today AND d.is_quiet = 0
),
-- use: spoke
wrote AS (
  SELECT c.id AS account_id, c.name, SUM(CASE WHEN t.local_day > :today - 60 THEN 1 ELSE 0 END) AS lately,
    SUM(CASE WHEN t.local_day <= :today - 60 THEN 1 ELSE 0 END) AS before
  FROM account c CROSS JOIN spoke t ON t.account_id = c.id AND t.kind = 'email' AND t.local_day > :today - 240 AND t.at >= (:today - 241) * 86400
  WHERE c.lifecycle = 'customer' AND (c.churned_day IS NULL OR c.churned_day > :today)
    -- account: AND c.id = :account
  GROUP BY c.id, c.name
)
SELECT w.account_id, w.name AS account_name, w.lately, w.before, e.lately AS days_lately, e.before AS days_before
FROM wrote w CROSS JOIN exposure e
ORDER BY w.account_id;
