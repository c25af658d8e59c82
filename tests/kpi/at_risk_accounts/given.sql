-- SPDX-License-Identifier: MIT
-- 12 E28; a dismissed sign, one of a watch that an alert stands for, an overdue review that is still open, and revenue that shrank on the last day of March.
INSERT OR IGNORE INTO service (id, code, name, category) VALUES (1, 'satori-chat', 'satori-chat', 'recurring');
INSERT INTO an_account (ext, lifecycle) VALUES ('A', 'customer'), ('B', 'customer'), ('C', 'customer');
INSERT INTO signal (rule_id, dedup_key, subject_kind, subject_id, account_id, severity, state, opened_at, last_seen_at, resolved_at)
SELECT s.rule, s.rule || a.id, 'account', a.id, a.id, 1, s.state, s.at, s.at, CASE WHEN s.state = 'resolved' THEN s.at END FROM (
  SELECT 'A' AS account, 'competitor_signal' AS rule, @2026-03-01T10:00@ AS at, 'open' AS state UNION ALL SELECT 'A', 'budget_signal', @2026-02-14T10:00@, 'resolved'
  UNION ALL SELECT 'A', 'responsiveness_alert', @2026-03-28T10:00@, 'open' UNION ALL SELECT 'A', 'responsiveness_watch', @2026-03-01T10:00@, 'open'
  UNION ALL SELECT 'A', 'cancel_signal', @2026-03-30T10:00@, 'dismissed' UNION ALL SELECT 'B', 'review_overdue', @2025-12-01T10:00@, 'open'
  UNION ALL SELECT 'B', 'lead_stale', @2026-03-01T10:00@, 'open') s JOIN account a ON a.ext_id = s.account;
INSERT INTO subscription (id, account_id, service_id, start_day, ext_id) SELECT 1, id, 1, #2026-01-01#, 'S1' FROM account WHERE ext_id = 'C';
INSERT INTO subscription_change (subscription_id, effective_day, quantity, unit_price_ore, interval_months, mrr_ore) VALUES (1, #2026-01-01#, 10, 100, 1, 1000), (1, #2026-03-31#, 5, 100, 1, 500);
