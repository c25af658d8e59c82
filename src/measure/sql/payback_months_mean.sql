-- SPDX-License-Identifier: MIT
-- The mean of the months until customers have paid back what they cost to win; who has not yet is left out (15-C67).
-- in:  margin, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: paid-back
unit AS (
  SELECT a.ext_id AS account, a.name, b.closed_day, b.spent_ore, b.day, (b.day - b.closed_day) / 30.4375 AS months
  FROM back b JOIN account a ON a.id = b.account_id ORDER BY a.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(months), 0) AS num, COUNT(months) AS den, COUNT(months) AS n, 1 AS known,
  CASE WHEN COUNT(months) = 0 THEN 'no_data' END AS why
FROM unit
