-- SPDX-License-Identifier: MIT
-- Meetings with somebody from outside by the day they were booked: a series once, a moved one not again (16-D04).
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
seen AS (
  SELECT DISTINCT m.uid FROM meeting m
  WHERE m.has_external = 1 AND m.booked_day BETWEEN :first AND :last
),
unit AS (
  SELECT m.uid, MIN(m.booked_at) AS booked_at, MIN(m.booked_day) AS booked_day, MIN(m.start_at) AS start_at, MIN(m.summary) AS summary
  FROM seen s JOIN meeting m ON m.uid = s.uid
  WHERE m.has_external = 1 AND m.all_day = 0 AND m.booked_at <= :now AND COALESCE(m.own_partstat, '') <> 'declined'
    AND NOT EXISTS (SELECT 1 FROM meeting o WHERE o.id = m.moved_from AND o.cancelled_at <= :now)
  GROUP BY m.uid
  HAVING MIN(m.booked_day) >= :first
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM meeting m WHERE m.has_external = 1 AND m.booked_at <= :now) AS known, NULL AS why
FROM unit
