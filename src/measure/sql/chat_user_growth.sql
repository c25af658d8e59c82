-- SPDX-License-Identifier: MIT
-- How the users of running chat subscriptions have grown since their first day; one that is paused counts with none (15-C30).
-- in:  today
-- out: scope, value, num, den, n, known, why
WITH
running AS (
  SELECT s.id, s.ext_id, a.ext_id AS account, s.start_day FROM subscription s JOIN service v ON v.id = s.service_id JOIN account a ON a.id = s.account_id
  WHERE v.code = 'satori-chat' AND add_months(s.start_day, 3) <= :today AND (s.end_day IS NULL OR s.end_day > :today)
),
unit AS (
  SELECT r.ext_id AS subscription, r.account, r.start_day,
    COALESCE((SELECT c.quantity FROM subscription_change c WHERE c.subscription_id = r.id AND c.effective_day <= r.start_day ORDER BY c.effective_day DESC LIMIT 1),
      (SELECT c.quantity FROM subscription_change c WHERE c.subscription_id = r.id AND c.effective_day <= :today ORDER BY c.effective_day LIMIT 1), 0) AS users_first,
    COALESCE((SELECT c.quantity FROM subscription_change c WHERE c.subscription_id = r.id AND c.effective_day <= :today ORDER BY c.effective_day DESC LIMIT 1), 0) AS users_now
  FROM running r ORDER BY r.ext_id
)
-- figure
SELECT 'all' AS scope, 1.0 * SUM(users_now) / SUM(users_first) - 1 AS value, COALESCE(SUM(users_now), 0) AS num, COALESCE(SUM(users_first), 0) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
