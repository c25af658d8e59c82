-- SPDX-License-Identifier: MIT
-- Occurrences by the local day of their start (16-A06).
-- in:  all, from, now, to
-- out: row_id, uid:h, recurrence_id:h, start, end, all_day:bh, summary:t, status, booked:ih, account, attendees:t, purpose, outcome:h, feed:h, start_at:uh, end_at:uh, start_day:dh, end_day:dh
SELECT m.id AS row_id, m.uid AS "uid:h", NULLIF(m.recurrence_id, '') AS "recurrence_id:h", NULL AS start, NULL AS "end", m.all_day AS "all_day:bh",
  m.summary AS "summary:t", CASE WHEN m.cancelled_at > :now THEN 'confirmed' ELSE m.status END AS status, m.booked_at AS "booked:ih",
  NULL AS account, NULL AS "attendees:t", m.purpose AS purpose, CASE WHEN m.end_at <= :now AND m.has_external = 1 THEN m.outcome END AS "outcome:h", s.name AS "feed:h",
  m.start_at AS "start_at:uh", m.end_at AS "end_at:uh", m.start_day AS "start_day:dh", m.end_day AS "end_day:dh"
FROM meeting m LEFT JOIN calendar_source s ON s.id = m.source_id
WHERE m.local_day BETWEEN :from AND :to
  AND (:all = 1 OR EXISTS (SELECT 1 FROM meeting_attendee a WHERE a.meeting_id = m.id AND a.account_id IS NOT NULL))
ORDER BY m.start_at, m.uid, m.recurrence_id
