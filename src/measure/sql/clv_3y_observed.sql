-- SPDX-License-Identifier: MIT
-- What customers, lost ones among them, were invoiced in the first 36 months, where these are over.
-- in:  today
-- out: scope, value, num, den, n, known, why
WITH
-- use: worth-of
unit AS (
  SELECT account, name, since_day, ore FROM worth_of WHERE is_over = 1 ORDER BY account
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(ore), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, EXISTS (SELECT 1 FROM line) AS known,
  CASE WHEN COUNT(*) = 0 THEN 'immature' END AS why
FROM unit
