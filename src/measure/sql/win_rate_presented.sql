-- SPDX-License-Identifier: MIT
-- Proposals presented in the period, whatever became of them (15-C26).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT p.ext_id AS proposal, l.ext_id AS lead, p.presented_day, CASE WHEN p.decided_at <= :now THEN p.status ELSE 'presented' END AS state, p.amount_ore
  FROM proposal p JOIN lead l ON l.id = p.lead_id
  WHERE p.presented_day BETWEEN :first AND :last AND p.presented_at <= :now ORDER BY p.presented_day, p.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(CASE WHEN state = 'won' THEN 1 ELSE 0 END), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known,
  CASE WHEN :today < :last + 90 THEN 'immature' END AS why
FROM unit
