-- SPDX-License-Identifier: MIT
-- How long each customer took to answer, or has been silent: the sample of the test for slower answers (spec 08 §8.7). What was answered by a
-- call or a meeting, what fell into an absence or a quiet period, and invitations tell nothing.
-- in:  now, today
-- out: account_id, account_name, opened_at, closed_at, took
WITH
customer AS (
  SELECT a.id, a.name FROM account a WHERE a.lifecycle = 'customer' AND (a.churned_day IS NULL OR a.churned_day > :today)
    -- account: AND a.id = :account
)
SELECT e.account_id, c.name AS account_name, e.opened_at, CASE WHEN e.closed_at <= :now THEN e.closed_at END AS closed_at, e.resp_work_secs AS took
FROM response_episode e JOIN customer c ON c.id = e.account_id
WHERE e.owed_by = 'them' AND e.opened_at <= :now AND e.opened_day > :today - 1080 AND e.state IN ('open', 'answered')
  AND e.is_invite = 0 AND e.ooo_hit = 0 AND e.in_quiet = 0 AND COALESCE(e.closed_by, '') NOT IN ('meeting', 'call')
  -- account: AND e.account_id = :account
ORDER BY e.account_id, e.opened_at, e.id;
