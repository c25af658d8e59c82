-- SPDX-License-Identifier: MIT
-- What each account's subscriptions are worth a month at the end of each day of `mark` (06, 11.1): the price in force on that day.
worth AS MATERIALIZED (
  SELECT s.account_id, s.service_id, s.id AS subscription_id, m.day, c.mrr_ore AS ore, c.quantity
  FROM mark m
  JOIN subscription s ON s.start_day <= m.day AND (s.end_day IS NULL OR s.end_day > m.day)
    -- account: AND s.account_id = :account
  JOIN subscription_change c ON c.subscription_id = s.id AND c.effective_day = (
    SELECT MAX(x.effective_day) FROM subscription_change x WHERE x.subscription_id = s.id AND x.effective_day <= m.day)
),
