-- SPDX-License-Identifier: MIT
-- By how much a month the deals grow: the median of the slopes between any two of the last 12 complete months with deals; at least ten of them.
-- in:  asked, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: full
-- use: closed
gain AS (
  SELECT c.ext_id, c.name, c.closed_day, c.amount_ore FROM closed c WHERE c.status = 'won' AND c.amount_ore > 0
),
unit AS (
  SELECT g.ext_id AS lead, g.name, g.closed_day, g.amount_ore, y.month_key / 100 * 12 + y.month_key % 100 AS month
  FROM gain g JOIN full f ON g.closed_day BETWEEN add_months(f.next_day, -12) AND f.last_day JOIN calendar_day y ON y.local_day = g.closed_day
  ORDER BY g.closed_day, g.ext_id
),
mean AS (
  SELECT month, AVG(amount_ore) AS ore FROM unit GROUP BY month
),
sample AS (
  SELECT 'all' AS scope, (b.ore - a.ore) * 1.0 / (b.month - a.month) AS value FROM mean a JOIN mean b ON b.month > a.month
),
-- use: medians
every AS (
  SELECT COUNT(*) AS n FROM unit
)
-- figure
SELECT 'all' AS scope, m.value, NULL AS num, NULL AS den, e.n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :now) AS known, CASE WHEN e.n < 10 THEN 'immature' WHEN m.value IS NULL THEN 'no_data' END AS why
FROM every e LEFT JOIN medians m ON 1 = 1
