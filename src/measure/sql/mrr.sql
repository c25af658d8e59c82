-- SPDX-License-Identifier: MIT
-- Monthly recurring revenue at the end of the period.
-- in:  today
-- out: scope, value, num, den, n, known, why
WITH
-- use: recurring
unit AS (
  SELECT account, name, month_ore FROM recurring ORDER BY account
)
-- figure
SELECT 'all' AS scope, COALESCE(SUM(month_ore), 0) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
