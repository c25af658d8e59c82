-- SPDX-License-Identifier: MIT
-- Sources whose test began in the period.
-- in:  first, last, today
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT s.code AS source, s.name, s.test_started_day FROM lead_source s
  WHERE s.test_started_day BETWEEN :first AND :last AND s.test_started_day <= :today ORDER BY s.test_started_day, s.code
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
