-- SPDX-License-Identifier: MIT
-- The tier that the revenue of a customer of at least a year suggests, or the number of employees; a suggestion only.
-- in:  now, today
-- out: scope, value, num, den, n, known, why
WITH
mark AS (
  SELECT CAST(:today AS INTEGER) AS day, CAST(:today - 1 AS INTEGER) AS last_day
),
-- use: line
-- use: suggested
unit AS (
  SELECT s.ext_id AS account, s.name, s.tier FROM suggested s JOIN account a ON a.id = s.id WHERE a.created_at <= :now ORDER BY s.ext_id
)
-- figure
SELECT 'account:' || account AS scope, tier AS value, NULL AS num, NULL AS den, NULL AS n, 1 AS known, CASE WHEN tier IS NULL THEN 'no_data' END AS why
FROM unit
