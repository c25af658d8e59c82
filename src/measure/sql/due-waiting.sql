-- SPDX-License-Identifier: MIT
-- Open signals that the last stored evaluation of everything saw, or a later one of their account, and that are worth telling (severity above info, spec 09 §9.1; of what is info only a report to
-- read, but for the daily one, which is the digest itself), with the last event that asks for it and the last time they were told.
-- in:
-- out: signal_id, rule, severity, opened_at, last_notified_at, notify_count, cause_id, cause, detail, told_id
SELECT s.id AS signal_id, s.rule_id AS rule, s.severity, s.opened_at, s.last_notified_at, s.notify_count,
       c.id AS cause_id, c.event AS cause, c.detail,
       (SELECT MAX(t.id) FROM signal_event t WHERE t.signal_id = s.id AND t.event = 'notified') AS told_id
FROM signal s
JOIN signal_event c ON c.id = (SELECT MAX(e.id) FROM signal_event e
                               WHERE e.signal_id = s.id AND e.event IN ('opened', 'escalated', 'woke', 'reopened'))
WHERE s.state = 'open' AND (s.severity > 0 OR s.rule_id = 'report_ready' AND s.dedup_key NOT LIKE 'report_ready:daily:%')
  AND s.last_seen_at >= (SELECT CAST(v.value AS INTEGER) FROM setting v WHERE v.key = 'due_complete_at')
  -- account: AND s.account_id = :account
ORDER BY +s.severity DESC, CASE WHEN s.due_day IS NULL THEN 1 ELSE 0 END, s.due_day, s.id;
