-- SPDX-License-Identifier: MIT
-- What the pipeline is worth at the end of the day.
-- in:  active_from, active_to, asked, conservative, early_to, min_p, now, talks_from, talks_to
-- out: scope, value, num, den, n, known, why
WITH
-- use: pipe-now
unit AS (
  SELECT p.ext_id AS lead, p.name, p.stage, p.probability, p.amount_ore, p.close_day FROM pipe p ORDER BY p.ext_id
)
-- figure
SELECT 'all' AS scope, COALESCE(SUM(amount_ore), 0) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM unit
