-- SPDX-License-Identifier: MIT
-- Share of the leads judged in the first step that passed it.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT l.ext_id AS lead, l.name, q.result, q.local_day FROM qualification_step q JOIN lead l ON l.id = q.lead_id
  WHERE q.step = 1 AND q.local_day BETWEEN :first AND :last AND q.at <= :now ORDER BY q.local_day, l.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(CASE WHEN result = 'pass' THEN 1 ELSE 0 END), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
