-- SPDX-License-Identifier: MIT
-- Share of the leads lost in the period whose reason is known.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: lost
unit AS (
  SELECT lead, name, closed_day, reason, amount_ore FROM lost ORDER BY closed_day, lead
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(CASE WHEN reason <> 'unknown' THEN 1 ELSE 0 END), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
