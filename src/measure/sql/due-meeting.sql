-- SPDX-License-Identifier: MIT
-- Meetings with somebody of an account who has not declined: held ones (HELD of spec 01 §1.7, 16-D04, D05) and those that are
-- still to end. From the attendees: most meetings of a calendar are with nobody's account, and all would be looked at. Whether they are a review is judged by purpose and title.
-- in:  now
-- out: account_id, meeting_id, local_day, is_over, purpose, purpose_by, summary
SELECT DISTINCT a.account_id, m.id AS meeting_id, m.local_day, CASE WHEN m.end_at <= :now THEN 1 ELSE 0 END AS is_over,
       m.purpose, m.purpose_by, m.summary
FROM meeting_attendee a
CROSS JOIN meeting m
WHERE a.account_id > 0 AND a.partstat <> 'declined' AND a.role <> 'resource' AND m.id = a.meeting_id
  -- account: AND a.account_id = :account
  AND m.has_external = 1 AND m.all_day = 0 AND (m.outcome = 'held' OR m.status <> 'cancelled' OR m.cancelled_at > :now) AND COALESCE(m.own_partstat, '') <> 'declined'
  AND m.outcome IN ('assumed_held', 'held') AND (m.end_at <= :now OR m.booked_at <= :now)
ORDER BY m.start_at, m.id;
