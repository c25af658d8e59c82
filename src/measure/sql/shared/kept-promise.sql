-- SPDX-License-Identifier: MIT
-- Touches of ours that may have kept an open promise: mail, LinkedIn or text to its person or in its thread, a connected call, a held
-- meeting. The person of a lead's promise is the lead's, or the only one of its account; where neither person nor thread is known only a person
-- can tell that it was kept (17-L3). Recursive.
-- use: held
open_one AS (
  SELECT f.id, f.account_id, f.thread_id, f.created_at, f.due_day,
    COALESCE(f.contact_id, l.contact_id, CASE WHEN l.id IS NOT NULL THEN
      (SELECT MIN(c.id) FROM contact c WHERE c.account_id = l.account_id HAVING COUNT(*) = 1) END) AS contact_id
  FROM follow_up f LEFT JOIN lead l ON l.id = f.lead_id
  WHERE f.status = 'open' AND f.auto_close = 1 AND f.created_at <= :now
    -- account: AND f.account_id = :account
), climb AS (
  SELECT f.id AS follow_up_id, f.thread_id FROM open_one f WHERE f.thread_id IS NOT NULL
  UNION ALL
  SELECT c.follow_up_id, t.merged_into FROM climb c JOIN thread t ON t.id = c.thread_id WHERE t.merged_into IS NOT NULL
),
kept_promise AS NOT MATERIALIZED (
  SELECT f.id AS follow_up_id, t.id AS touchpoint_id, f.due_day, t.local_day, t.occurred_at
  FROM open_one f
  JOIN touchpoint t ON t.account_id = f.account_id AND t.occurred_at > f.created_at AND t.occurred_at <= :now
  LEFT JOIN held h ON h.id = t.meeting_id
  WHERE COALESCE(f.contact_id, f.thread_id) IS NOT NULL AND t.is_human = 1 AND t.is_copied = 0
    AND (t.kind IN ('email', 'linkedin', 'sms') AND t.direction = 'out'
      OR t.kind = 'call' AND t.direction <> 'in' AND t.outcome IN ('connected', 'right_person', 'interested', 'booked')
      OR t.kind = 'meeting' AND t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now
      OR t.kind = 'meeting' AND h.id IS NOT NULL)
    AND (t.contact_id = f.contact_id
      OR f.thread_id IS NOT NULL AND t.thread_id IN (SELECT c.thread_id FROM climb c WHERE c.follow_up_id = f.id)
      OR f.contact_id IS NOT NULL AND EXISTS (SELECT 1 FROM message_party p
                 JOIN address d ON d.id = p.address_id
                 JOIN contact_address c ON c.kind = 'email' AND c.value = d.addr
                 WHERE p.message_id = t.email_id AND p.role = 'to' AND c.contact_id = f.contact_id)
      OR f.contact_id IS NOT NULL AND EXISTS (SELECT 1 FROM meeting_attendee a
                 WHERE a.meeting_id = t.meeting_id AND a.contact_id = f.contact_id AND a.partstat <> 'declined'))
),
