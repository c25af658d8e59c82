-- SPDX-License-Identifier: MIT
-- What customers of less than 36 months will have brought by then if their subscriptions stay as they are. A projection.
-- in:  today
-- out: scope, value, num, den, n, known, why
WITH
-- use: worth-of
unit AS (
  SELECT account, name, since_day, ore FROM worth_of WHERE is_over = 0 AND is_gone = 0 ORDER BY account
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(ore), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 
  EXISTS (SELECT 1 FROM line) OR EXISTS (SELECT 1 FROM worth) AS known,
  CASE WHEN COUNT(*) = 0 THEN 'no_data' END AS why
FROM unit
