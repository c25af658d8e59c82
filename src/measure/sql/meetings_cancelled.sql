-- SPDX-License-Identifier: MIT
-- Meetings that were called off in the period before they began and were not moved; a series once.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
dropped AS (
  SELECT m.uid, MIN(m.cancelled_at) AS cancelled_at, MIN(m.start_at) AS start_at, MIN(m.summary) AS summary FROM meeting m
  WHERE m.has_external = 1 AND m.all_day = 0 AND m.status = 'cancelled' AND m.cancelled_at <= :now AND m.cancelled_at < m.start_at
    AND m.outcome <> 'held' AND NOT EXISTS (SELECT 1 FROM meeting r WHERE r.moved_from = m.id AND r.booked_at <= :now) GROUP BY m.uid
),
unit AS (
  SELECT x.uid, x.summary, x.start_at, d.local_day AS cancelled_day FROM dropped x JOIN calendar_day d ON d.start_at <= x.cancelled_at AND d.end_at > x.cancelled_at
  WHERE d.local_day BETWEEN :first AND :last ORDER BY x.cancelled_at, x.uid
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
