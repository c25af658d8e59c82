-- SPDX-License-Identifier: MIT
-- Share of the customers with recurring revenue before the period who have none at its end (15-C79).
-- in:  first, today
-- out: scope, value, num, den, n, known, why
WITH
mark AS (
  SELECT CAST(:today AS INTEGER) AS day UNION ALL SELECT CAST(:first - 1 AS INTEGER)
),
-- use: pair
unit AS (
  SELECT a.ext_id AS account, a.name, p.was_ore, p.is_now_ore
  FROM pair p JOIN account a ON a.id = p.account_id WHERE p.was_ore > 0 ORDER BY a.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(CASE WHEN is_now_ore = 0 THEN 1 ELSE 0 END), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
