-- SPDX-License-Identifier: MIT
-- The pipeline that is expected to close in the period, each amount times its probability; rounded once (15-C50).
-- in:  active_from, active_to, conservative, early_to, first, last, min_p, now, talks_from, talks_to, until
-- out: scope, value, num, den, n, known, why
WITH
mark AS (
  SELECT 'closing' AS mark, CASE WHEN :until - 1 < :now THEN :until - 1 ELSE CAST(:now AS INTEGER) END AS at
),
-- use: pipe
unit AS (
  SELECT p.ext_id AS lead, p.name, p.stage, p.probability, p.amount_ore, p.close_day, p.weight FROM pipe p
  WHERE p.close_day BETWEEN :first AND :last ORDER BY p.ext_id
)
-- figure
SELECT 'all' AS scope, COALESCE((SUM(amount_ore * weight) + 50) / 100, 0) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
