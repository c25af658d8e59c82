-- SPDX-License-Identifier: MIT
-- New business leads by source, every source.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT l.ext_id AS lead, l.name, l.created_day, (SELECT k.code FROM lead_source k WHERE k.id = l.source_id) AS source
  FROM lead l WHERE l.kind = 'new_business' AND l.source_id IS NOT NULL AND l.created_day BETWEEN :first AND :last AND l.created_at <= :now
  ORDER BY l.created_day, l.ext_id
)
-- figure
SELECT 'source:' || s.code AS scope, COUNT(u.lead) AS value, NULL AS num, NULL AS den, COUNT(u.lead) AS n, 1 AS known, NULL AS why
FROM lead_source s LEFT JOIN unit u ON u.source = s.code GROUP BY s.id ORDER BY s.code
