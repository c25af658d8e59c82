-- SPDX-License-Identifier: MIT
-- How much larger the deals of the last three complete months are than those of the three before (15-C55).
-- in:  asked, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: full
-- use: closed
gain AS (
  SELECT c.ext_id, c.name, c.closed_day, c.amount_ore FROM closed c WHERE c.status = 'won' AND c.amount_ore > 0
),
unit AS (
  SELECT g.ext_id AS lead, g.name, g.closed_day, g.amount_ore, CASE WHEN g.closed_day >= add_months(f.next_day, -3) THEN 1 ELSE 0 END AS is_late
  FROM gain g JOIN full f ON g.closed_day BETWEEN add_months(f.next_day, -6) AND f.last_day ORDER BY g.closed_day, g.ext_id
),
mean AS (
  SELECT AVG(CASE WHEN is_late = 1 THEN amount_ore END) AS late_ore, AVG(CASE WHEN is_late = 0 THEN amount_ore END) AS early_ore,
    COALESCE(SUM(is_late), 0) AS n FROM unit
)
-- figure
SELECT 'all' AS scope, m.late_ore * 1.0 / m.early_ore - 1 AS value, NULL AS num, NULL AS den, m.n, 1 AS known,
  CASE WHEN m.late_ore IS NULL OR m.early_ore IS NULL THEN 'no_data' END AS why
FROM mean m
