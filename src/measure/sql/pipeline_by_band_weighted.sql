-- SPDX-License-Identifier: MIT
-- The pipeline by band, weighted; every band, also one with nothing in it.
-- in:  asked, conservative, min_p, now
-- out: scope, value, num, den, n, known, why
WITH
mark AS (
  SELECT 'closing' AS mark, CAST(:now AS INTEGER) AS at
),
-- use: pipe
unit AS (
  SELECT p.ext_id AS lead, p.name, p.stage, p.probability, p.amount_ore, p.close_day, p.weight,
    CASE WHEN p.probability >= 70 THEN 'negotiation' WHEN p.probability >= 40 THEN 'active' ELSE 'early' END AS band
  FROM pipe p ORDER BY p.ext_id
),
band AS (
  SELECT 'early' AS code, 1 AS place UNION ALL SELECT 'active', 2 UNION ALL SELECT 'negotiation', 3
)
-- figure
SELECT 'band:' || b.code AS scope, COALESCE((SUM(u.amount_ore * u.weight) + 50) / 100, 0) AS value, NULL AS num, NULL AS den, COUNT(u.lead) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM band b LEFT JOIN unit u ON u.band = b.code GROUP BY b.code, b.place ORDER BY b.place
