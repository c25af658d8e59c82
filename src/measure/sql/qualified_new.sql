-- SPDX-License-Identifier: MIT
-- Leads by the day they first entered a qualified stage; a win counts, a second time does not (15-C3).
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT l.ext_id AS lead, l.name, MIN(h.local_day) AS qualified_day
  FROM lead_stage_history h JOIN stage s ON s.id = h.to_stage_id JOIN lead l ON l.id = h.lead_id
  WHERE s.is_qualified = 1 AND h.at <= :now
  GROUP BY l.id HAVING MIN(h.local_day) BETWEEN :first AND :last
  ORDER BY qualified_day, l.ext_id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
