-- SPDX-License-Identifier: MIT
-- Share of the new leads from the website of which the campaign is known.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
unit AS (
  SELECT l.ext_id AS lead, l.name, l.created_day,
    CASE WHEN EXISTS (SELECT 1 FROM lead_touch_source t WHERE t.lead_id = l.id AND t.utm_source IS NOT NULL AND t.at <= :now) THEN 1 ELSE 0 END AS is_tagged
  FROM lead l JOIN lead_source s ON s.id = l.source_id
  WHERE l.kind = 'new_business' AND s.category = 'website' AND l.created_day BETWEEN :first AND :last AND l.created_at <= :now
  ORDER BY l.created_day, l.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_tagged), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
