-- SPDX-License-Identifier: MIT
-- Whether the weighted forecasts of the first workdays promised too much; above 0 they did (15-C52).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: kept
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(forecast_ore - won_ore), 0) AS num, COALESCE(SUM(won_ore), 0) AS den, COUNT(*) AS n, 1 AS known,
  CASE WHEN COUNT(*) = 0 THEN 'no_data' WHEN SUM(won_ore) = 0 THEN 'zero_denominator' END AS why
FROM unit
