-- SPDX-License-Identifier: MIT
-- By how many days wins came later than was first expected (15-C12).
-- in:  asked, first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: closed
hoped AS (
  SELECT c.ext_id, c.name, c.closed_day, COALESCE(x.old_value, x.new_value, l.expected_close_day) AS first_day
  FROM closed c JOIN lead l ON l.id = c.id LEFT JOIN lead_change x ON x.id =
    (SELECT y.id FROM lead_change y WHERE y.lead_id = c.id AND y.field = 'expected_close_day' AND y.at <= :now ORDER BY y.at, y.id LIMIT 1)
  WHERE c.status = 'won' AND c.closed_day BETWEEN :first AND :last
),
unit AS (
  SELECT ext_id AS lead, name, first_day, closed_day, closed_day - first_day AS days FROM hoped WHERE first_day IS NOT NULL ORDER BY closed_day, ext_id
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
