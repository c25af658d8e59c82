-- SPDX-License-Identifier: MIT
-- The tier that the revenue of a customer of at least a year suggests, or the number of employees; a suggestion only.
-- in:  asked, now, today
-- out: scope, value, num, den, n, known, why
WITH
mark AS (
  SELECT d.local_day AS day, CASE WHEN d.end_at <= :asked THEN d.local_day ELSE d.local_day - 1 END AS last_day FROM calendar_day d WHERE d.local_day = :today
),
-- use: line
-- use: suggested
unit AS (
  SELECT s.ext_id AS account, s.name, s.tier FROM suggested s JOIN account a ON a.id = s.id WHERE a.created_at <= :now ORDER BY s.ext_id
)
-- figure
SELECT 'account:' || account AS scope, tier AS value, NULL AS num, NULL AS den, NULL AS n, 1 AS known, CASE WHEN tier IS NULL THEN 'no_data' END AS why
FROM unit
