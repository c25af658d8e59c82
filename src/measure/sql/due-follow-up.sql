-- SPDX-License-Identifier: MIT
-- Follow-ups open as of now that are due today or were due earlier (15-C23: created later, done later), and the last day on which one of
-- ours may have kept them too early to be sure (17-L3).
-- in:  now, today
-- out: follow_up_id, promise, account_id, account_name, lead_id, due_day, due_at, is_opportunity, tier, kept_day
WITH RECURSIVE
-- use: kept-promise
early AS (
  SELECT follow_up_id, MAX(local_day) AS day FROM kept_promise WHERE due_day <= :today GROUP BY follow_up_id
)
SELECT f.id AS follow_up_id, f.promise, f.account_id, a.name AS account_name, f.lead_id, f.due_day, f.due_at,
       CASE WHEN l.status = 'open' AND s.is_opportunity = 1 THEN 1 ELSE 0 END AS is_opportunity,
       COALESCE((SELECT h.tier FROM account_tier_history h
                 WHERE h.account_id = a.id AND h.from_day <= :today ORDER BY h.from_day DESC LIMIT 1), a.tier) AS tier,
       e.day AS kept_day
FROM follow_up f
JOIN account a ON a.id = f.account_id
LEFT JOIN lead l ON l.id = f.lead_id
LEFT JOIN stage s ON s.id = l.stage_id
LEFT JOIN early e ON e.follow_up_id = f.id
WHERE f.created_at <= :now AND f.status <> 'cancelled' AND (f.done_at IS NULL OR f.done_at > :now)
  AND (f.due_day <= :today OR f.due_at <= :now)
  -- account: AND f.account_id = :account
ORDER BY f.due_at, f.id;
