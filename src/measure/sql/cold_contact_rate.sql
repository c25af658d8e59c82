-- SPDX-License-Identifier: MIT
-- Cold leads of the period that were tried at least once; judged 30 days after it (15-C42).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: entered
-- use: attempt
unit AS (
  SELECT e.ext_id AS lead, e.name, e.created_day, CASE WHEN e.max_ord >= (SELECT MIN(s.ord) FROM stage s WHERE s.is_contacted = 1) OR EXISTS (SELECT 1 FROM touchpoint t WHERE t.lead_id = e.id AND t.occurred_at <= :now
      AND t.is_human = 1 AND t.kind <> 'note' AND (t.direction = 'in' OR t.kind = 'call' AND t.outcome = 'right_person')) THEN 1 ELSE 0 END AS is_reached
  FROM entered e
  WHERE e.id IN (SELECT l.id FROM lead l JOIN lead_source s ON s.id = l.source_id WHERE s.category = 'cold_calling')
    AND EXISTS (SELECT 1 FROM attempt a WHERE a.lead_id = e.id)
  ORDER BY e.created_day, e.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_reached), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known,
  CASE WHEN :today < :last + 30 THEN 'immature' END AS why
FROM unit
