-- SPDX-License-Identifier: MIT
-- Monthly recurring revenue that is new, from month's end to month's end.
-- in:  first, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: moves
unit AS (
  SELECT account, name, month_end_day, was_ore, is_now_ore, moved_ore FROM moves WHERE movement = 'new' ORDER BY month_end_day, account
)
-- figure
SELECT 'all' AS scope, COALESCE(SUM(moved_ore), 0) AS value, NULL AS num, NULL AS den, COUNT(DISTINCT account) AS n, 1 AS known, NULL AS why
FROM unit
