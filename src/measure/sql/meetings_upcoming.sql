-- SPDX-License-Identifier: MIT
-- Meetings with somebody from outside that start within the next seven local days (17-F).
-- in:  now, today
-- out: scope, value, num, den, n, known, why
WITH
guest AS (
  SELECT m.id, MIN(a.ext_id) AS account
  FROM meeting m JOIN meeting_attendee p ON p.meeting_id = m.id JOIN account a ON a.id = p.account_id
  WHERE m.start_at > :now AND m.local_day BETWEEN :today AND :today + 7
  GROUP BY m.id
),
unit AS (
  SELECT m.uid, m.start_at, m.end_at, m.summary, g.account, m.purpose, CASE WHEN m.prep_done_at <= :now THEN 1 ELSE 0 END AS is_prepared
  FROM meeting m LEFT JOIN guest g ON g.id = m.id
  WHERE m.start_at > :now AND m.has_external = 1 AND m.all_day = 0 AND m.booked_at <= :now
    AND (m.status <> 'cancelled' OR m.cancelled_at > :now) AND COALESCE(m.own_partstat, '') <> 'declined'
    AND m.start_at < (SELECT d.start_at FROM calendar_day d WHERE d.local_day = :today + 7)
      + (:now - (SELECT d.start_at FROM calendar_day d WHERE d.local_day = :today))
  ORDER BY m.start_at, m.uid
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
