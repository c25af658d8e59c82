-- SPDX-License-Identifier: MIT
-- Monthly recurring revenue at the end of the period.
-- in:  today
-- out: scope, value, num, den, n, known, why
WITH
mark AS (
  SELECT CAST(:today AS INTEGER) AS day
),
-- use: worth
unit AS (
  SELECT a.ext_id AS account, a.name, SUM(w.ore) AS month_ore
  FROM worth w JOIN account a ON a.id = w.account_id
  GROUP BY a.id HAVING SUM(w.ore) > 0 ORDER BY a.ext_id
)
-- figure
SELECT 'all' AS scope, COALESCE(SUM(month_ore), 0) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
