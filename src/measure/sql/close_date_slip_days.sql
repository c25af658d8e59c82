-- SPDX-License-Identifier: MIT
-- By how many days wins came later than was first expected (15-C12).
-- in:  asked, first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: slip
unit AS (
  SELECT lead, name, first_day, closed_day, days FROM slipped ORDER BY closed_day, lead
),
sample AS (
  SELECT 'all' AS scope, days AS value FROM unit
),
-- use: medians
every AS (
  SELECT 'all' AS scope
)
-- figure
SELECT e.scope, m.value, NULL AS num, NULL AS den, COALESCE(m.n, 0) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, CASE WHEN COALESCE(m.n, 0) < 5 THEN 'immature' END AS why
FROM every e LEFT JOIN medians m ON m.scope = e.scope
