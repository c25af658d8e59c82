-- SPDX-License-Identifier: MIT
-- What the leads lost in the period were worth, by reason.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: lost
unit AS (
  SELECT lead, name, closed_day, reason, amount_ore FROM lost ORDER BY closed_day, lead
)
-- figure
SELECT 'reason:' || reason AS scope, SUM(amount_ore) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit GROUP BY reason ORDER BY COUNT(*) DESC, SUM(amount_ore) DESC, reason
