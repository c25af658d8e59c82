-- SPDX-License-Identifier: MIT
-- Days from lead to customer, the median of the leads won from each source.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: closed
unit AS (
  SELECT c.ext_id AS lead, c.name, s.code AS source, c.created_day, c.closed_day, c.closed_day - c.created_day AS days
  FROM closed c JOIN lead_source s ON s.id = c.source_id
  WHERE c.status = 'won' AND c.closed_day BETWEEN :first AND :last AND c.closed_day >= c.created_day ORDER BY c.closed_day, c.ext_id
),
sample AS (
  SELECT 'source:' || source AS scope, days AS value FROM unit
),
-- use: medians
every AS (
  SELECT scope FROM medians
)
-- figure
SELECT e.scope, m.value, NULL AS num, NULL AS den, m.n, 1 AS known, NULL AS why
FROM every e JOIN medians m ON m.scope = e.scope ORDER BY e.scope
