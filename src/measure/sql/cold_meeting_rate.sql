-- SPDX-License-Identifier: MIT
-- Share of the cold leads of the period that were tried and gave us a meeting; judged 60 days after the period (15-C42, 17-K8). A meeting of which
-- no lead is named is that of the only lead of its guest, else of the only one of the account, open or paused when it begins (15-B9).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: attempt
cold AS (
  SELECT l.id, l.ext_id, l.name, l.account_id, l.created_day, l.created_at FROM lead l JOIN lead_source s ON s.id = l.source_id AND s.category = 'cold_calling'
  WHERE l.created_day BETWEEN :first AND :last AND l.created_at <= :now
),
booked AS (
  SELECT m.id, m.lead_id, m.start_at, m.booked_at, a.addr, a.account_id, a.contact_id FROM meeting m JOIN meeting_attendee a ON a.meeting_id = m.id AND a.is_own = 0 AND a.role <> 'resource'
  WHERE a.account_id IN (SELECT c.account_id FROM cold c) AND m.has_external = 1 AND m.all_day = 0 AND m.booked_at <= :now AND COALESCE(m.own_partstat, '') <> 'declined'
),
live AS (
  SELECT b.id, b.addr, b.booked_at, l.id AS lead_id, CASE WHEN l.contact_id = b.contact_id THEN 1 ELSE 0 END AS is_theirs
  FROM booked b JOIN lead l ON l.account_id = b.account_id AND l.created_at <= b.start_at
  WHERE b.lead_id IS NULL AND COALESCE((SELECT s.kind FROM lead_stage_history h JOIN stage s ON s.id = h.to_stage_id WHERE h.lead_id = l.id AND h.at <= b.start_at
    ORDER BY h.at DESC, h.id DESC LIMIT 1), 'open') IN ('open', 'paused')
),
got AS (
  SELECT b.lead_id, b.booked_at FROM booked b WHERE b.lead_id IS NOT NULL
  UNION ALL
  SELECT CASE WHEN SUM(v.is_theirs) = 1 THEN MAX(CASE WHEN v.is_theirs = 1 THEN v.lead_id END) WHEN COUNT(*) = 1 THEN MAX(v.lead_id) END, v.booked_at
  FROM live v GROUP BY v.id, v.addr, v.booked_at
),
unit AS (
  SELECT c.ext_id AS lead, c.name, c.created_day, CASE WHEN EXISTS (SELECT 1 FROM got g WHERE g.lead_id = c.id AND g.booked_at >= c.created_at) THEN 1 ELSE 0 END AS has_booked
  FROM cold c WHERE EXISTS (SELECT 1 FROM attempt a WHERE a.lead_id = c.id) ORDER BY c.created_day, c.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(has_booked), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, CASE WHEN :today < :last + 60 THEN 'immature' END AS why
FROM unit
