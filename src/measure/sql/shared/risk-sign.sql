-- SPDX-License-Identifier: MIT
-- What was noticed of each account that may mean that it leaves: each sign with its weight and age, a review overdue has
-- none as long as it is; an alert of slow answers stands for its watch (09 9.7, 17-K8). Who dismissed a sign said that it is none.
-- use: heavy
raised AS (
  SELECT s.account_id, s.rule_id AS rule, s.id AS signal_id, h.weight, y.local_day AS day, CASE WHEN s.resolved_at IS NULL OR s.resolved_at > :now THEN 1 ELSE 0 END AS is_open
  FROM signal s CROSS JOIN heavy h ON h.rule = s.rule_id JOIN calendar_day y ON y.local_day =
    (SELECT d.local_day FROM calendar_day d WHERE d.start_at <= s.opened_at ORDER BY d.start_at DESC LIMIT 1) AND y.end_at > s.opened_at
  WHERE s.opened_at <= :now AND s.state <> 'dismissed' AND s.suppress = 0 AND s.account_id IS NOT NULL
    -- account: AND s.account_id = :account
    AND NOT (s.rule_id = 'responsiveness_watch' AND EXISTS (SELECT 1 FROM signal x WHERE x.account_id = s.account_id AND x.rule_id = 'responsiveness_alert' AND x.opened_at <= :now
      AND x.state <> 'dismissed'))
),
mark AS (
  SELECT MAX(d.local_day) AS day, LAG(MAX(d.local_day)) OVER (ORDER BY d.month_key) AS before FROM calendar_day d WHERE d.local_day <= :today AND d.local_day > :today - 400 GROUP BY d.month_key
),
-- use: worth
ends AS MATERIALIZED (
  SELECT w.account_id, w.day, SUM(w.ore) AS ore FROM worth w GROUP BY w.account_id, w.day
),
sign_of AS (
  SELECT r.account_id, r.rule, r.signal_id, r.day, r.weight, CASE WHEN r.rule = 'review_overdue' AND r.is_open = 1 THEN 0 ELSE :today - r.day END AS age FROM raised r
  UNION ALL
  SELECT b.account_id, 'mrr_contraction', NULL, m.day, 2, :today - m.day FROM mark m JOIN ends b ON b.day = m.before JOIN ends e ON e.day = m.day AND e.account_id = b.account_id
  WHERE e.ore < b.ore AND e.ore > 0
),
