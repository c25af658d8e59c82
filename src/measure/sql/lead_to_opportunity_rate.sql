-- SPDX-License-Identifier: MIT
-- Leads of the period that have become an opportunity since; judged 90 days after it.
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: entered
unit AS (
  SELECT e.ext_id AS lead, e.name, e.created_day,
    CASE WHEN e.max_ord >= (SELECT MIN(s.ord) FROM stage s WHERE s.is_contacted = 1) THEN 1 ELSE 0 END AS is_contacted,
    CASE WHEN e.max_ord >= (SELECT MIN(s.ord) FROM stage s WHERE s.is_opportunity = 1) THEN 1 ELSE 0 END AS is_opportunity
  FROM entered e ORDER BY e.created_day, e.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_opportunity), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known,
  CASE WHEN :today < :last + 90 THEN 'immature' END AS why
FROM unit
