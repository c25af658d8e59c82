-- SPDX-License-Identifier: MIT
-- The pipeline by calendar quarter of the expected close, weighted.
-- in:  active_from, active_to, asked, conservative, early_to, min_p, now, talks_from, talks_to
-- out: scope, value, num, den, n, known, why
WITH
-- use: pipe-now
unit AS (
  SELECT p.ext_id AS lead, p.name, p.stage, p.probability, p.amount_ore, p.close_day, p.weight,
    (d.quarter_key / 10) || '-Q' || (d.quarter_key % 10) AS quarter
  FROM pipe p JOIN calendar_day d ON d.local_day = p.close_day ORDER BY p.ext_id
)
-- figure
SELECT 'quarter:' || u.quarter AS scope, COALESCE((SUM(u.amount_ore * u.weight) + 50) / 100, 0) AS value, NULL AS num, NULL AS den, COUNT(u.lead) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM unit u GROUP BY u.quarter ORDER BY u.quarter
