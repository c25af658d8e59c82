-- SPDX-License-Identifier: MIT
-- What the leads lost in the period were worth, by reason.
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
SELECT 'reason:' || reason AS scope, SUM(amount_ore) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit GROUP BY reason ORDER BY COUNT(*) DESC, SUM(amount_ore) DESC, reason
