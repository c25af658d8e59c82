-- SPDX-License-Identifier: MIT
-- Share of the leads first qualified in the period that took the three steps first, whatever their result (15-C49).
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
qualified AS (
  SELECT h.lead_id, MIN(h.at) AS at, MIN(h.local_day) AS day FROM lead_stage_history h JOIN stage s ON s.id = h.to_stage_id WHERE s.is_qualified = 1 AND h.at <= :now
  GROUP BY h.lead_id HAVING MIN(h.local_day) BETWEEN :first AND :last
),
unit AS (
  SELECT l.ext_id AS lead, l.name, q.day, CASE WHEN a.at <= b.at AND b.at <= c.at AND c.at <= q.at THEN 1 ELSE 0 END AS is_in_order
  FROM qualified q JOIN lead l ON l.id = q.lead_id LEFT JOIN qualification_step a ON a.lead_id = q.lead_id AND a.step = 1
  LEFT JOIN qualification_step b ON b.lead_id = q.lead_id AND b.step = 2 LEFT JOIN qualification_step c ON c.lead_id = q.lead_id AND c.step = 3 ORDER BY q.day, l.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_in_order), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
