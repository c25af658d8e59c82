-- SPDX-License-Identifier: MIT
-- Net revenue retention over twelve months (15-C60).
-- in:  last, today
-- out: scope, value, num, den, n, known, why
WITH
mark AS (
  SELECT CAST(:today AS INTEGER) AS day UNION ALL SELECT CAST(add_months((SELECT MIN(d.local_day) FROM calendar_day d WHERE d.month_key = (SELECT e.month_key FROM calendar_day e WHERE e.local_day = :last)), -11) - 1 AS INTEGER)
),
-- use: pair
unit AS (
  SELECT a.ext_id AS account, a.name, p.was_ore, p.is_now_ore
  FROM pair p JOIN account a ON a.id = p.account_id WHERE p.was_ore > 0 ORDER BY a.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_now_ore), 0) AS num, COALESCE(SUM(was_ore), 0) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
