-- SPDX-License-Identifier: MIT
-- Share of the new leads whose source is known.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT l.ext_id AS lead, l.name, l.created_day, CASE WHEN l.source_id IS NULL THEN 0 ELSE 1 END AS is_tagged
  FROM lead l WHERE l.kind = 'new_business' AND l.created_day BETWEEN :first AND :last AND l.created_at <= :now
  ORDER BY l.created_day, l.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_tagged), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
