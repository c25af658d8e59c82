-- SPDX-License-Identifier: MIT
-- Occurrences by the local day of their start (16-A06).
-- in:  all, from, now, to
-- out: row_id, number:pr, uid:h, recurrence_id:h, start, end, all_day:bh, summary:t, status, booked:ih, account:h, account_name:pt, guests:pt, attendees:h, purpose, outcome:h, feed:h, zone_guessed:bh, moved:r, first_start:u, cancelled_late:b, ignored, start_at:uh, end_at:uh, start_day:dh, end_day:dh
SELECT m.id AS row_id, m.id AS "number:pr", m.uid AS "uid:h", NULLIF(m.recurrence_id, '') AS "recurrence_id:h", NULL AS start, NULL AS "end", m.all_day AS "all_day:bh",
  m.summary AS "summary:t", CASE WHEN m.cancelled_at > :now THEN 'confirmed' ELSE m.status END AS status, m.booked_at AS "booked:ih",
  NULL AS "account:h", NULL AS "account_name:pt", NULL AS "guests:pt", NULL AS "attendees:h", m.purpose AS "purpose", CASE WHEN m.end_at > :now OR m.has_external = 0 THEN NULL
    WHEN m.outcome <> 'assumed_held' THEN m.outcome
    WHEN (m.status = 'cancelled' AND COALESCE(m.cancelled_at, 0) <= :now) OR m.own_partstat = 'declined' THEN NULL
    WHEN EXISTS (SELECT 1 FROM meeting_attendee a WHERE a.meeting_id = m.id AND a.is_own = 0 AND a.role <> 'resource' AND a.partstat <> 'declined') THEN m.outcome
    END AS "outcome:h", s.name AS "feed:h", m.zone_guessed AS "zone_guessed:bh",
  NULLIF(m.moved, 0) AS "moved:r", m.first_start_at AS "first_start:u",
  CASE WHEN m.status = 'cancelled' AND m.cancelled_at <= :now AND m.cancelled_at < m.start_at AND m.cancelled_at > m.start_at - 86400 THEN 1 END AS "cancelled_late:b",
  m.noise AS ignored,
  m.start_at AS "start_at:uh", m.end_at AS "end_at:uh", m.start_day AS "start_day:dh", m.end_day AS "end_day:dh"
FROM meeting m LEFT JOIN calendar_source s ON s.id = m.source_id
WHERE m.local_day BETWEEN :from AND :to
  AND (:all = 1 OR EXISTS (SELECT 1 FROM meeting_attendee a WHERE a.meeting_id = m.id AND a.account_id IS NOT NULL))
ORDER BY m.start_at, m.uid, m.recurrence_id
