-- SPDX-License-Identifier: MIT
-- How many of the deals closed in the period in which a competitor was named were won.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: ended
unit AS (
  SELECT l.ext_id AS lead, l.name, c.name AS competitor, e.closed_day, CASE WHEN e.status = 'won' THEN 1 ELSE 0 END AS is_won
  FROM ended e JOIN lead l ON l.id = e.lead_id JOIN competitor c ON c.id = l.competitor_id
  WHERE e.closed_day BETWEEN :first AND :last ORDER BY c.name, e.closed_day, l.ext_id
)
-- figure
SELECT 'competitor:' || competitor AS scope, NULL AS value, SUM(is_won) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit GROUP BY competitor ORDER BY competitor
