-- SPDX-License-Identifier: MIT
-- How promising each active lead is. What is unknown gives no points; those to avoid get 2 at most.
-- in:  avoid_over, avoid_under, ideal_from, ideal_to, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: active
judged AS (
  SELECT a.id, a.account_id, a.ext_id, a.name, l.source_id, CAST(:now AS INTEGER) AS at, CAST(:today AS INTEGER) AS day FROM active a JOIN lead l ON l.id = a.id
),
-- use: score
unit AS (
  SELECT ext_id AS lead, name, points, score FROM score ORDER BY ext_id
)
-- figure
SELECT 'lead:' || lead AS scope, score AS value, NULL AS num, NULL AS den, NULL AS n, 1 AS known, NULL AS why
FROM unit
