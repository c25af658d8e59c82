-- SPDX-License-Identifier: MIT
-- Of the meetings booked, those that are the first one ever with an account.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
seen AS (
  SELECT DISTINCT m.uid FROM meeting m
  WHERE m.has_external = 1 AND m.booked_day BETWEEN :first AND :last
),
booked AS (
  SELECT m.uid, MIN(m.booked_at) AS booked_at, MIN(m.booked_day) AS booked_day, MIN(m.start_at) AS start_at, MIN(m.summary) AS summary
  FROM seen s JOIN meeting m ON m.uid = s.uid
  WHERE m.has_external = 1 AND m.all_day = 0 AND m.booked_at <= :now AND COALESCE(m.own_partstat, '') <> 'declined'
    AND NOT EXISTS (SELECT 1 FROM meeting o WHERE o.id = m.moved_from AND o.cancelled_at <= :now)
  GROUP BY m.uid
  HAVING MIN(m.booked_day) >= :first
),
guest AS (
  SELECT DISTINCT b.uid, b.booked_at, b.booked_day, b.start_at, b.summary, a.account_id
  FROM booked b JOIN meeting m ON m.uid = b.uid JOIN meeting_attendee a ON a.meeting_id = m.id
  WHERE a.account_id IS NOT NULL AND a.is_own = 0 AND a.role <> 'resource'
),
first_time AS (
  SELECT g.uid, g.booked_at, g.booked_day, g.start_at, g.summary, g.account_id
  FROM guest g
  WHERE NOT EXISTS (
    SELECT 1 FROM meeting_attendee a JOIN meeting m ON m.id = a.meeting_id
    WHERE a.account_id = g.account_id AND a.is_own = 0 AND a.role <> 'resource' AND m.uid <> g.uid AND m.has_external = 1
      AND m.all_day = 0 AND COALESCE(m.own_partstat, '') <> 'declined'
      AND (m.booked_at < g.booked_at OR m.booked_at = g.booked_at AND m.uid < g.uid))
  AND NOT EXISTS (
    SELECT 1 FROM touchpoint t
    WHERE t.account_id = g.account_id AND t.kind = 'meeting' AND t.meeting_id IS NULL AND t.occurred_at < g.booked_at)
),
unit AS (
  SELECT f.uid, f.booked_at, f.booked_day, f.start_at, f.summary, MIN(a.ext_id) AS account
  FROM first_time f JOIN account a ON a.id = f.account_id
  GROUP BY f.uid, f.booked_at, f.booked_day, f.start_at, f.summary
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM meeting m WHERE m.has_external = 1 AND m.booked_at <= :now) AS known, NULL AS why
FROM unit
