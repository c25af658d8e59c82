-- SPDX-License-Identifier: MIT
-- Share of the customers of each source that have bought more since.
-- in:  now
-- out: scope, value, num, den, n, known, why
WITH
-- use: first-win
unit AS (
  SELECT a.ext_id AS account, a.name, (SELECT k.code FROM lead_source k WHERE k.id = f.source_id) AS source, CASE WHEN EXISTS (
    SELECT 1 FROM ended e JOIN lead l ON l.id = e.lead_id WHERE l.account_id = f.account_id AND l.kind = 'expansion' AND e.status = 'won') THEN 1 ELSE 0 END AS has_expanded
  FROM first_win f JOIN account a ON a.id = f.account_id WHERE f.source_id IS NOT NULL ORDER BY a.ext_id
)
-- figure
SELECT 'source:' || s.code AS scope, NULL AS value, COALESCE(SUM(u.has_expanded), 0) AS num, COUNT(u.account) AS den, COUNT(u.account) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :now) AS known, NULL AS why
FROM lead_source s LEFT JOIN unit u ON u.source = s.code GROUP BY s.id, s.code ORDER BY s.code
