-- SPDX-License-Identifier: MIT
-- TWO_WAY of the log (15-C19, 17-F), meetings of the calendar among it, to be read backwards from its end.
answer AS NOT MATERIALIZED (
  SELECT t.lead_id, t.account_id, t.kind, t.occurred_at AS at, t.local_day
  FROM touchpoint t LEFT JOIN held h ON h.id = t.meeting_id
  WHERE t.occurred_at <= :now AND t.is_human = 1 AND t.is_copied = 0
    AND ((t.kind = 'email' OR t.kind = 'linkedin' OR t.kind = 'sms') AND t.direction = 'in'
      OR t.kind = 'call' AND (t.outcome = 'connected' OR t.outcome = 'right_person' OR t.outcome = 'interested' OR t.outcome = 'booked'
        OR t.outcome IS NULL AND t.direction = 'in')
      OR t.kind = 'meeting')
    AND (t.kind <> 'meeting' OR h.id IS NOT NULL OR t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now)
    -- account: AND t.account_id = :account
),
