-- SPDX-License-Identifier: MIT
-- Share of the leads that had been qualified and ended in the period that were not won; a pause of 181 days is an end (15-C48).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
qualified AS (
  SELECT DISTINCT h.lead_id FROM lead_stage_history h JOIN stage s ON s.id = h.to_stage_id AND s.kind IN ('open', 'won')
  WHERE s.ord >= (SELECT MIN(x.ord) FROM stage x WHERE x.is_qualified = 1) AND h.at <= :now
),
rest AS (
  SELECT h.lead_id, h.local_day + 181 AS day FROM lead_stage_history h JOIN stage s ON s.id = h.to_stage_id AND s.kind = 'paused'
  WHERE h.at <= :now AND NOT EXISTS (SELECT 1 FROM lead_stage_history n WHERE n.lead_id = h.lead_id AND n.at <= :now AND (n.at > h.at OR n.at = h.at AND n.id > h.id))
),
-- use: ended
over AS (
  SELECT e.lead_id, e.closed_day AS day, CASE WHEN e.status = 'won' THEN 0 ELSE 1 END AS is_false FROM ended e
  UNION ALL SELECT r.lead_id, r.day, 1 FROM rest r WHERE r.day <= :today
),
unit AS (
  SELECT l.ext_id AS lead, l.name, e.day, e.is_false FROM over e JOIN qualified q ON q.lead_id = e.lead_id JOIN lead l ON l.id = e.lead_id
  WHERE e.day BETWEEN :first AND :last ORDER BY e.day, l.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_false), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
