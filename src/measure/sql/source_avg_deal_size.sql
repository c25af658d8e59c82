-- SPDX-License-Identifier: MIT
-- Mean amount of the deals won from each source.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: closed
unit AS (
  SELECT c.ext_id AS lead, c.name, c.closed_day, s.code AS source, c.amount_ore FROM closed c JOIN lead_source s ON s.id = c.source_id
  WHERE c.status = 'won' AND c.closed_day BETWEEN :first AND :last AND c.amount_ore > 0 ORDER BY c.closed_day, c.ext_id
)
-- figure
SELECT 'source:' || source AS scope, NULL AS value, SUM(amount_ore) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit GROUP BY source ORDER BY source
