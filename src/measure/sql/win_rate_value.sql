-- SPDX-License-Identifier: MIT
-- Share of the value of the proposals decided in the period that was won.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT p.ext_id AS proposal, l.ext_id AS lead, p.amount_ore, p.status, p.decided_day
  FROM proposal p JOIN lead l ON l.id = p.lead_id
  WHERE p.presented_at IS NOT NULL AND p.decided_at <= :now AND p.decided_day BETWEEN :first AND :last AND p.status IN ('won', 'lost', 'expired')
  ORDER BY p.decided_day, p.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(CASE WHEN status = 'won' THEN amount_ore ELSE 0 END), 0) AS num, COALESCE(SUM(amount_ore), 0) AS den, COUNT(*) AS n,
  1 AS known, NULL AS why
FROM unit
