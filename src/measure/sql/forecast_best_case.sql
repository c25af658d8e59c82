-- SPDX-License-Identifier: MIT
-- What was won in the period and what is forecast to be, as it stood at its end (15-C50, C83).
-- in:  active_from, active_to, conservative, early_to, first, last, min_p, now, talks_from, talks_to, until
-- out: scope, value, num, den, n, known, why
WITH
-- use: forecast
unit AS (
  SELECT ext_id AS lead, name, category, amount_ore, close_day FROM category WHERE category IN ('commit', 'best_case')
  UNION ALL SELECT ext_id, name, 'won', COALESCE(amount_ore, 0), won_day FROM won WHERE won_day BETWEEN :first AND :last
)
-- figure
SELECT 'all' AS scope, COALESCE(SUM(amount_ore), 0) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
