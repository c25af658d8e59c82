-- SPDX-License-Identifier: MIT
-- Leads of the period that are won by now, every source (15-C36).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: ended
unit AS (
  SELECT l.ext_id AS lead, l.name, l.created_day, (SELECT k.code FROM lead_source k WHERE k.id = l.source_id) AS source, CASE WHEN EXISTS (SELECT 1 FROM ended e WHERE e.lead_id = l.id AND e.status = 'won') THEN 1 ELSE 0 END AS is_won
  FROM lead l WHERE l.source_id IS NOT NULL AND l.created_day BETWEEN :first AND :last AND l.created_at <= :now
  ORDER BY l.created_day, l.ext_id
)
-- figure
SELECT 'source:' || s.code AS scope, NULL AS value, COALESCE(SUM(u.is_won), 0) AS num, COUNT(u.lead) AS den, COUNT(u.lead) AS n, 1 AS known,
  CASE WHEN :today < :last + 180 THEN 'immature' END AS why
FROM lead_source s LEFT JOIN unit u ON u.source = s.code GROUP BY s.code ORDER BY s.code
