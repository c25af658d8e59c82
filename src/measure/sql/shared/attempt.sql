-- SPDX-License-Identifier: MIT
-- Contact attempts (ATT of 01 §1.7) that did not bounce; mails, LinkedIn and SMS are still counted once a day by whoever uses them.
attempt AS NOT MATERIALIZED (
  SELECT t.id, t.lead_id, t.kind, t.occurred_at, t.local_day
  FROM touchpoint t
  WHERE t.direction = 'out' AND t.is_human = 1 AND t.is_copied = 0 AND t.lead_id IS NOT NULL AND t.occurred_at <= :now
    AND (t.kind = 'call' OR t.kind = 'email' OR t.kind = 'linkedin' OR t.kind = 'sms')
    -- account: AND t.account_id = :account
    AND NOT (t.kind = 'email' AND EXISTS (
      SELECT 1 FROM response_episode e
      WHERE e.account_id = t.account_id AND e.owed_by = 'them' AND e.state = 'bounced' AND e.thread_id = t.thread_id
        AND t.occurred_at BETWEEN e.opened_at AND e.last_attempt_at))
),
