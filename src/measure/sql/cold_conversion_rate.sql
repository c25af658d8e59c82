-- SPDX-License-Identifier: MIT
-- Cold leads of the period that were tried at least once; judged 180 days after it (15-C42).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: ended
-- use: entered
-- use: attempt
unit AS (
  SELECT e.ext_id AS lead, e.name, e.created_day, CASE WHEN EXISTS (SELECT 1 FROM ended d WHERE d.lead_id = e.id AND d.status = 'won') THEN 1 ELSE 0 END AS is_won
  FROM entered e
  WHERE e.id IN (SELECT l.id FROM lead l JOIN lead_source s ON s.id = l.source_id WHERE s.category = 'cold_calling')
    AND EXISTS (SELECT 1 FROM attempt a WHERE a.lead_id = e.id)
  ORDER BY e.created_day, e.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_won), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known,
  CASE WHEN :today < :last + 180 THEN 'immature' END AS why
FROM unit
