-- SPDX-License-Identifier: MIT
-- New business leads by the day they were created.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT l.ext_id AS lead, l.name, l.created_day, s.code AS source
  FROM lead l LEFT JOIN lead_source s ON s.id = l.source_id
  WHERE l.kind = 'new_business' AND l.created_day BETWEEN :first AND :last AND l.created_at <= :now
  ORDER BY l.created_day, l.ext_id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :now) AS known, NULL AS why
FROM unit
