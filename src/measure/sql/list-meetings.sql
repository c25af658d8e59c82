-- SPDX-License-Identifier: MIT
-- Occurrences by the local day of their start (16-A06). Of a move only what had been seen by now: of the meeting itself, and of those called off for
-- which it was booked.
-- in:  all, from, now, to
-- out: row_id, number:pr, uid:h, recurrence_id:h, start, end:l, all_day:bh, summary:t, status, booked:ih, account:h, account_name:pt, guests:pt, attendees:h, purpose:t, prepared:bp, outcome:h, feed:h, zone_guessed:bh, moved:r, first_start:u, moved_to:h, cancelled_late:b, ignored, start_at:uh, end_at:uh, start_day:dh, end_day:dh
WITH RECURSIVE
line AS (
  SELECT m.id, m.id AS was FROM meeting m WHERE m.moved_from IS NOT NULL OR m.id IN (SELECT v.meeting_id FROM meeting_move v WHERE v.at <= :now)
  UNION ALL
  SELECT l.id, o.id FROM line l JOIN meeting n ON n.id = l.was AND n.booked_at <= :now JOIN meeting o ON o.id = n.moved_from AND o.cancelled_at <= :now
),
was AS (
  SELECT l.id, o.start_at, o.cancelled_at AS at FROM line l JOIN meeting o ON o.id = l.was WHERE l.was <> l.id
  UNION ALL
  SELECT l.id, v.start_at, v.at FROM line l JOIN meeting_move v ON v.meeting_id = l.was AND v.at <= :now
),
move AS (
  SELECT w.id, COUNT(*) AS times, (SELECT f.start_at FROM was f WHERE f.id = w.id AND f.start_at IS NOT NULL ORDER BY f.at LIMIT 1) AS first_start FROM was w GROUP BY w.id
),
copy AS ( -- somebody from outside is there, and it does not count: it stands in another calendar as well
  SELECT m.id FROM meeting m
  WHERE m.local_day BETWEEN :from AND :to AND m.has_external = 0 AND m.all_day = 0 AND m.source_id IS NOT NULL AND m.dirty = 0
    AND EXISTS (SELECT 1 FROM meeting_attendee a WHERE a.meeting_id = m.id AND a.is_own = 0 AND a.role <> 'resource')
)
SELECT m.id AS row_id, m.id AS "number:pr", m.uid AS "uid:h", NULLIF(m.recurrence_id, '') AS "recurrence_id:h", NULL AS start, NULL AS "end:l", m.all_day AS "all_day:bh",
  m.summary AS "summary:t", CASE WHEN m.cancelled_at > :now THEN 'confirmed' ELSE m.status END AS status, m.booked_at AS "booked:ih",
  NULL AS "account:h", NULL AS "account_name:pt", NULL AS "guests:pt", NULL AS "attendees:h", m.purpose AS "purpose:t",
  CASE WHEN m.start_at > :now AND m.has_external = 1 AND (m.status <> 'cancelled' OR m.cancelled_at > :now) THEN COALESCE(m.prep_done_at, :now + 1) <= :now END AS "prepared:bp",
  CASE WHEN m.end_at > :now OR m.has_external = 0 THEN NULL
    WHEN m.outcome <> 'assumed_held' THEN m.outcome
    WHEN (m.status = 'cancelled' AND COALESCE(m.cancelled_at, 0) <= :now) OR m.own_partstat = 'declined' THEN NULL
    WHEN EXISTS (SELECT 1 FROM meeting_attendee a WHERE a.meeting_id = m.id AND a.is_own = 0 AND a.role <> 'resource' AND a.partstat <> 'declined') THEN m.outcome
    END AS "outcome:h", s.name AS "feed:h", m.zone_guessed AS "zone_guessed:bh",
  v.times AS "moved:r", v.first_start AS "first_start:u", n.uid AS "moved_to:h",
  CASE WHEN m.status = 'cancelled' AND m.cancelled_at <= :now AND m.cancelled_at < m.start_at AND m.cancelled_at > m.start_at - 86400 AND n.id IS NULL THEN 1 END AS "cancelled_late:b",
  CASE WHEN c.id IS NOT NULL THEN 'copy' ELSE m.noise END AS ignored,
  m.start_at AS "start_at:uh", m.end_at AS "end_at:uh", m.start_day AS "start_day:dh", m.end_day AS "end_day:dh"
FROM meeting m LEFT JOIN calendar_source s ON s.id = m.source_id LEFT JOIN move v ON v.id = m.id
LEFT JOIN copy c ON c.id = m.id
LEFT JOIN meeting n ON n.moved_from = m.id AND n.booked_at <= :now AND m.cancelled_at <= :now
WHERE m.local_day BETWEEN :from AND :to
  AND (:all = 1 OR c.id IS NULL AND EXISTS (SELECT 1 FROM meeting_attendee a WHERE a.meeting_id = m.id AND a.account_id IS NOT NULL))
ORDER BY m.start_at, m.uid, m.recurrence_id
