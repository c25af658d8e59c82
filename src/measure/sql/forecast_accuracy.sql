-- SPDX-License-Identifier: MIT
-- How close the weighted forecast of the first workday of each month came to what was won in it (15-C52).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: kept
-- figure
SELECT 'all' AS scope, CASE WHEN SUM(ABS(forecast_ore - won_ore)) >= SUM(won_ore) THEN 0.0 ELSE 1 - 1.0 * SUM(ABS(forecast_ore - won_ore)) / SUM(won_ore) END AS value,
  NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, CASE WHEN COUNT(*) = 0 THEN 'no_data' WHEN SUM(won_ore) = 0 THEN 'zero_denominator' END AS why
FROM unit
