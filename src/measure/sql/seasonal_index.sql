-- SPDX-License-Identifier: MIT
-- How much is won in each month of the year against any month, over the complete months since the first deal; at least 24 (15-C54).
-- in:  asked, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: full
-- use: closed
gain AS (
  SELECT y.month_key, SUM(COALESCE(c.amount_ore, 0)) AS ore FROM closed c JOIN calendar_day y ON y.local_day = c.closed_day WHERE c.status = 'won' GROUP BY y.month_key
),
covered AS (
  SELECT d.month_key, COALESCE((SELECT g.ore FROM gain g WHERE g.month_key = d.month_key), 0) AS ore
  FROM calendar_day d JOIN full f ON d.local_day <= f.last_day WHERE d.month_key >= (SELECT MIN(g.month_key) FROM gain g) GROUP BY d.month_key
),
unit AS (
  SELECT month_key AS month, ore AS won_ore FROM covered ORDER BY month_key
),
overall AS (
  SELECT COUNT(*) AS months, AVG(won_ore) AS ore FROM unit
),
season AS (
  SELECT month % 100 AS month, AVG(won_ore) AS ore, COUNT(*) AS n FROM unit GROUP BY month % 100
)
-- figure
SELECT 'month:' || CASE WHEN s.month < 10 THEN '0' ELSE '' END || s.month AS scope, s.ore / o.ore AS value, NULL AS num, NULL AS den, s.n, 1 AS known,
  CASE WHEN o.months < 24 THEN 'immature' WHEN o.ore = 0 THEN 'zero_denominator' END AS why
FROM season s JOIN overall o ON 1 = 1 ORDER BY s.month
