-- SPDX-License-Identifier: MIT
-- Share of the leads lost in the period whose reason is known.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: closed
unit AS (
  SELECT c.ext_id AS lead, c.name, c.closed_day, COALESCE(r.code, 'unknown') AS reason, COALESCE(c.amount_ore, 0) AS amount_ore
  FROM closed c LEFT JOIN lost_reason r ON r.id = c.lost_reason_id
  WHERE c.status = 'lost' AND c.closed_day BETWEEN :first AND :last ORDER BY c.closed_day, c.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(CASE WHEN reason <> 'unknown' THEN 1 ELSE 0 END), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
