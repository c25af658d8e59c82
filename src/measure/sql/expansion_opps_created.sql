-- SPDX-License-Identifier: MIT
-- Expansion leads by the day they were created.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT l.ext_id AS lead, l.name, l.created_day FROM lead l
  WHERE l.kind = 'expansion' AND l.created_day BETWEEN :first AND :last AND l.created_at <= :now ORDER BY l.created_day, l.ext_id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
