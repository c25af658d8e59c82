-- SPDX-License-Identifier: MIT
-- The pipeline with the band of each lead, and every band in its order (15-C6).
-- use: pipe-now
band AS (
  SELECT 'early' AS code, 1 AS place UNION ALL SELECT 'active', 2 UNION ALL SELECT 'negotiation', 3
),
placed AS (
  SELECT p.ext_id AS lead, p.name, p.stage, p.probability, p.amount_ore, p.close_day, p.weight, p.band
  FROM pipe p
),
