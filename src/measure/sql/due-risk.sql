-- SPDX-License-Identifier: MIT
-- Every customer with every sign that they may leave, with the item that it is; what was dismissed weighs nothing; and the level that was told last (spec 09 §9.7).
-- in:  now, today
-- out: account_id, account_name, rule, weight, age, key, state, resolved_at, level, has_playbook
WITH
-- use: risk-sign
-- use: playbook
marked AS (
  SELECT s.account_id, s.rule, s.signal_id, s.weight, s.age FROM sign_of s
  UNION ALL
  SELECT d.account_id, d.rule_id, d.id, 0, 0 FROM signal d JOIN heavy h ON h.rule = d.rule_id WHERE d.state = 'dismissed' AND d.opened_at <= :now
    -- account: AND d.account_id = :account
),
told AS (
  SELECT s.account_id, MAX(s.severity) AS level FROM signal s WHERE s.rule_id = 'churn_risk' AND (s.state <> 'resolved' OR s.resolved_at > :now) AND s.opened_at <= :now
    -- account: AND s.account_id = :account
  GROUP BY s.account_id
)
SELECT a.id AS account_id, a.name AS account_name, s.rule, COALESCE(s.weight, 0) AS weight, COALESCE(s.age, 0) AS age, x.dedup_key AS key,
  CASE WHEN x.state = 'resolved' AND x.resolved_at > :now THEN 'open' ELSE x.state END AS state, x.resolved_at, COALESCE(t.level, 0) AS level,
  EXISTS (SELECT 1 FROM playbook p WHERE p.account_id = a.id) AS has_playbook
FROM account a LEFT JOIN marked s ON s.account_id = a.id LEFT JOIN signal x ON x.id = s.signal_id LEFT JOIN told t ON t.account_id = a.id
WHERE a.lifecycle = 'customer' AND (a.churned_day IS NULL OR a.churned_day > :today)
  -- account: AND a.id = :account
ORDER BY a.id, s.rule, s.signal_id;
