-- SPDX-License-Identifier: MIT
-- The pipeline with the horizon of each lead, and every horizon in its order (15-C6).
mark AS (
  SELECT 'closing' AS mark, CAST(:now AS INTEGER) AS at
),
-- use: pipe
horizon AS (
  SELECT '0-3' AS code, 1 AS place UNION ALL SELECT '3-6', 2 UNION ALL SELECT '6-12', 3 UNION ALL SELECT '12+', 4
  UNION ALL SELECT 'past_due', 5 UNION ALL SELECT 'undated', 6
),
placed AS (
  SELECT p.ext_id AS lead, p.name, p.stage, p.probability, p.amount_ore, p.close_day, p.weight,
    CASE WHEN p.close_day IS NULL THEN 'undated' WHEN p.close_day < :today THEN 'past_due' WHEN p.close_day < add_months(:today, 3) THEN '0-3'
      WHEN p.close_day < add_months(:today, 6) THEN '3-6' WHEN p.close_day < add_months(:today, 12) THEN '6-12' ELSE '12+' END AS horizon
  FROM pipe p
),
