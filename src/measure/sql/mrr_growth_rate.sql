-- SPDX-License-Identifier: MIT
-- Growth of the monthly recurring revenue over the period (15-A20, C59).
-- in:  first, today
-- out: scope, value, num, den, n, known, why
WITH
mark AS (
  SELECT CAST(:today AS INTEGER) AS day UNION ALL SELECT CAST(:first - 1 AS INTEGER)
),
-- use: pair
unit AS (
  SELECT a.ext_id AS account, a.name, p.was_ore, p.is_now_ore
  FROM pair p JOIN account a ON a.id = p.account_id WHERE p.was_ore > 0 OR p.is_now_ore > 0 ORDER BY a.ext_id
)
-- figure
SELECT 'all' AS scope, CASE WHEN SUM(was_ore) > 0 THEN 1.0 * SUM(is_now_ore) / SUM(was_ore) - 1 END AS value, COALESCE(SUM(is_now_ore), 0) AS num,
  COALESCE(SUM(was_ore), 0) AS den, COALESCE(SUM(CASE WHEN was_ore > 0 THEN 1 ELSE 0 END), 0) AS n, 1 AS known, NULL AS why
FROM unit
