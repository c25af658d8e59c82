-- SPDX-License-Identifier: MIT
-- New business leads of the period whose account tells its employees (15-C14): the ideal is a matter of size alone (04 4.5).
-- in:  first, ideal_from, ideal_to, last, now
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT l.ext_id AS lead, l.name, l.created_day, a.employees, a.segment, CASE WHEN a.employees BETWEEN :ideal_from AND :ideal_to THEN 1 ELSE 0 END AS is_ideal
  FROM lead l JOIN account a ON a.id = l.account_id
  WHERE l.kind = 'new_business' AND l.created_day BETWEEN :first AND :last AND l.created_at <= :now AND a.employees IS NOT NULL
  ORDER BY l.created_day, l.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_ideal), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
