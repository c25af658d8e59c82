-- SPDX-License-Identifier: MIT
-- Live signals, worst first (17-B5).
-- in:
-- out: signal_id, rule, dedup_key, severity, state, subject_kind, subject_id, account_id, lead_id, due_day, opened_at, snooze_until_at, evidence
SELECT s.id AS signal_id, s.rule_id AS rule, s.dedup_key, s.severity, s.state, s.subject_kind, s.subject_id, s.account_id, s.lead_id,
       s.due_day, s.opened_at, s.snooze_until_at, s.evidence
FROM signal s
WHERE s.state <> 'resolved'
  -- account: AND s.account_id = :account
ORDER BY +s.severity DESC, CASE WHEN s.due_day IS NULL THEN 1 ELSE 0 END, s.due_day, s.id;
