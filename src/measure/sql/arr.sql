-- SPDX-License-Identifier: MIT
-- Annual recurring revenue: twelve times the monthly one.
-- in:  today
-- out: scope, value, num, den, n, known, why
WITH
-- use: recurring
unit AS (
  SELECT account, name, month_ore FROM recurring ORDER BY account
)
-- figure
SELECT 'all' AS scope, 12 * COALESCE(SUM(month_ore), 0) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
