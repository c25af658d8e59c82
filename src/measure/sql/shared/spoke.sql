-- SPDX-License-Identifier: MIT
-- TWO_WAY that no calendar knows: inbound human messages, connected calls, meetings noted by hand or imported (15-C19, 17-F).
-- The kinds stand as in the index touchpoint_spoke, so that it is found.
spoke AS NOT MATERIALIZED (
  SELECT t.id, t.account_id, t.lead_id, t.contact_id, t.contact_addr AS addr, t.kind, t.occurred_at AS at, t.local_day
  FROM touchpoint t
  WHERE t.occurred_at <= :now AND t.is_human = 1 AND t.is_copied = 0
    AND ((t.kind = 'email' OR t.kind = 'linkedin' OR t.kind = 'sms') AND t.direction = 'in'
      OR t.kind = 'call' AND (t.outcome = 'connected' OR t.outcome = 'right_person' OR t.outcome = 'interested' OR t.outcome = 'booked'
        OR t.outcome IS NULL AND t.direction = 'in')
      OR t.kind = 'meeting')
    AND (t.kind <> 'meeting' OR t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now)
    -- account: AND t.account_id = :account
),
