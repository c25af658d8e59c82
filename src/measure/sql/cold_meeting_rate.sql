-- SPDX-License-Identifier: MIT
-- Share of the cold leads of the period that were tried and gave us a meeting; judged 60 days after the period (15-C42, 17-K8).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: attempt
cold AS (
  SELECT l.id, l.ext_id, l.name, l.account_id, l.created_day, l.created_at FROM lead l JOIN lead_source s ON s.id = l.source_id AND s.category = 'cold_calling'
  WHERE l.created_day BETWEEN :first AND :last AND l.created_at <= :now
),
unit AS (
  SELECT c.ext_id AS lead, c.name, c.created_day, CASE WHEN EXISTS (SELECT 1 FROM meeting m WHERE m.has_external = 1 AND m.all_day = 0 AND m.booked_at <= :now AND m.booked_at >= c.created_at
      AND COALESCE(m.own_partstat, '') <> 'declined' AND (m.lead_id = c.id OR m.lead_id IS NULL AND EXISTS (SELECT 1 FROM meeting_attendee a
        WHERE a.meeting_id = m.id AND a.account_id = c.account_id AND a.is_own = 0 AND a.role <> 'resource'))) THEN 1 ELSE 0 END AS has_booked
  FROM cold c WHERE EXISTS (SELECT 1 FROM attempt a WHERE a.lead_id = c.id) ORDER BY c.created_day, c.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(has_booked), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, CASE WHEN :today < :last + 60 THEN 'immature' END AS why
FROM unit
