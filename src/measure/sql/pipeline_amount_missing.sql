-- SPDX-License-Identifier: MIT
-- Opportunities that would be in the pipeline if they had an amount.
-- in:  active_from, active_to, asked, conservative, early_to, min_p, now, talks_from, talks_to
-- out: scope, value, num, den, n, known, why
WITH
-- use: pipe-now
unit AS (
  SELECT o.ext_id AS lead, o.name, o.stage, o.probability, o.close_day FROM opp o
  WHERE o.probability >= :min_p AND o.amount_ore IS NULL ORDER BY o.ext_id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM unit
