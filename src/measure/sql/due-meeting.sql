-- SPDX-License-Identifier: MIT
-- Meetings with somebody of an account who has not declined: held ones (HELD of spec 01 §1.7, 16-D04, D05) and those that are
-- still to end. Whether they are a review is judged by purpose and title.
-- in:  now
-- out: account_id, meeting_id, local_day, is_over, purpose, purpose_by, summary
SELECT DISTINCT a.account_id, m.id AS meeting_id, m.local_day, CASE WHEN m.end_at <= :now THEN 1 ELSE 0 END AS is_over,
       m.purpose, m.purpose_by, m.summary
FROM meeting m
JOIN meeting_attendee a ON a.meeting_id = m.id AND a.account_id IS NOT NULL AND a.partstat <> 'declined' AND a.role <> 'resource'
WHERE m.has_external = 1 AND m.all_day = 0 AND (m.status <> 'cancelled' OR m.cancelled_at > :now) AND COALESCE(m.own_partstat, '') <> 'declined'
  AND m.outcome IN ('assumed_held', 'held') AND (m.end_at <= :now OR m.booked_at <= :now)
ORDER BY m.start_at, m.id;
