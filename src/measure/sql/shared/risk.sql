-- SPDX-License-Identifier: MIT
-- How likely each customer is to leave, by what was noticed of them: each sign by its weight, half of it after [risk] half_life_days, a review overdue
-- as long as it is; an alert of slow answers stands for its watch (09 9.7, 17-K8). Who dismissed a sign said that it is none.
heavy AS (
  SELECT 'cancel_signal' AS rule, 5 AS weight UNION ALL SELECT 'responsiveness_alert', 3 UNION ALL SELECT 'competitor_signal', 3 UNION ALL SELECT 'nps_detractor', 3
  UNION ALL SELECT 'budget_signal', 2 UNION ALL SELECT 'personnel_signal', 2 UNION ALL SELECT 'escalation', 2 UNION ALL SELECT 'responsiveness_watch', 1
  UNION ALL SELECT 'engagement_drop', 1 UNION ALL SELECT 'review_overdue', 1
),
raised AS (
  SELECT s.account_id, s.rule_id AS rule, h.weight, y.local_day AS day, CASE WHEN s.resolved_at IS NULL OR s.resolved_at > :now THEN 1 ELSE 0 END AS is_open
  FROM signal s JOIN heavy h ON h.rule = s.rule_id JOIN calendar_day y ON y.start_at <= s.opened_at AND y.end_at > s.opened_at
  WHERE s.opened_at <= :now AND s.state <> 'dismissed' AND s.suppress = 0 AND s.account_id IS NOT NULL
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
  SELECT r.account_id, r.rule, r.day, r.weight, CASE WHEN r.rule = 'review_overdue' AND r.is_open = 1 THEN 0 ELSE :today - r.day END AS age FROM raised r
  UNION ALL
  SELECT b.account_id, 'mrr_contraction', m.day, 2, :today - m.day FROM mark m JOIN ends b ON b.day = m.before JOIN ends e ON e.day = m.day AND e.account_id = b.account_id
  WHERE e.ore < b.ore AND e.ore > 0
),
risk AS (
  SELECT a.id, a.ext_id, a.name, SUM(s.weight * power(2.0, -1.0 * s.age / :risk_days)) AS score FROM sign_of s JOIN account a ON a.id = s.account_id GROUP BY a.id, a.ext_id, a.name
),
