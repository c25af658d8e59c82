-- SPDX-License-Identifier: MIT
-- Share of the leads of each source that proved worth it; judged 45 days after the period (15-C35).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: entered
unit AS (
  SELECT e.ext_id AS lead, e.name, e.created_day, (SELECT k.code FROM lead_source k WHERE k.id = l.source_id) AS source,
    COALESCE((SELECT CASE WHEN q.result = 'pass' THEN 1 ELSE 0 END FROM qualification_step q WHERE q.lead_id = e.id AND q.step = 1 AND q.at <= :now),
      CASE WHEN e.max_ord >= (SELECT MIN(s.ord) FROM stage s WHERE s.is_qualified = 1) THEN 1 ELSE 0 END) AS is_qualified
  FROM entered e JOIN lead l ON l.id = e.id WHERE l.source_id IS NOT NULL ORDER BY e.created_day, e.ext_id
)
-- figure
SELECT 'source:' || s.code AS scope, NULL AS value, COALESCE(SUM(u.is_qualified), 0) AS num, COUNT(u.lead) AS den, COUNT(u.lead) AS n, 1 AS known,
  CASE WHEN :today < :last + 45 THEN 'immature' END AS why
FROM lead_source s LEFT JOIN unit u ON u.source = s.code GROUP BY s.id, s.code ORDER BY s.code
