-- SPDX-License-Identifier: MIT
-- Months until a customer has paid back its share of what its source cost in the quarter of the first win; who has not yet is left out (15-C67).
-- in:  margin, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: paid-back
unit AS (
  SELECT a.ext_id AS account, a.name, b.closed_day, b.spent_ore, b.day, (b.day - b.closed_day) / 30.4375 AS months
  FROM back b JOIN account a ON a.id = b.account_id ORDER BY a.ext_id
),
sample AS (
  SELECT 'all' AS scope, months AS value FROM unit WHERE months IS NOT NULL
),
-- use: medians
every AS (
  SELECT 'all' AS scope
)
-- figure
SELECT e.scope, m.value, NULL AS num, NULL AS den, COALESCE(m.n, 0) AS n, 1 AS known, CASE WHEN m.n IS NULL THEN 'no_data' END AS why
FROM every e LEFT JOIN medians m ON m.scope = e.scope
