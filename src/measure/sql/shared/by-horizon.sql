-- SPDX-License-Identifier: MIT
-- The pipeline with the horizon of each lead, and every horizon in its order (15-C6).
-- use: pipe-now
horizon AS (
  SELECT '0-' || CAST(:near AS INTEGER) AS code, 1 AS place UNION ALL SELECT CAST(:near AS INTEGER) || '-' || CAST(:middle AS INTEGER), 2
  UNION ALL SELECT CAST(:middle AS INTEGER) || '-' || CAST(:far AS INTEGER), 3 UNION ALL SELECT CAST(:far AS INTEGER) || '+', 4
  UNION ALL SELECT 'past_due', 5 UNION ALL SELECT 'undated', 6
),
ranged AS (
  SELECT p.ext_id AS lead, p.name, p.stage, p.probability, p.amount_ore, p.close_day, p.weight,
    CASE WHEN p.close_day IS NULL THEN 6 WHEN p.close_day < :today THEN 5 WHEN p.close_day < add_months(:today, :near) THEN 1
      WHEN p.close_day < add_months(:today, :middle) THEN 2 WHEN p.close_day < add_months(:today, :far) THEN 3 ELSE 4 END AS place
  FROM pipe p
),
placed AS (
  SELECT r.lead, r.name, r.stage, r.probability, r.amount_ore, r.close_day, r.weight, h.code AS horizon FROM ranged r JOIN horizon h ON h.place = r.place
),
