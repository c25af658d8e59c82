-- SPDX-License-Identifier: MIT
-- Moves of the period with the amount the lead had at that instant; where a lead begins is no move (15-C9).
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
placed AS (
  SELECT h.lead_id, h.at, h.local_day, h.to_stage_id, h.id,
    LAG(h.to_stage_id) OVER (PARTITION BY h.lead_id ORDER BY h.at, h.id) AS from_stage_id
  FROM lead_stage_history h
  WHERE h.lead_id IN (SELECT x.lead_id FROM lead_stage_history x WHERE x.local_day BETWEEN :first AND :last) AND h.at <= :now
),
unit AS (
  SELECT l.ext_id AS lead, a.code AS "from", b.code AS "to", p.at,
    COALESCE(CASE WHEN c.id IS NULL THEN l.amount_ore ELSE c.old_value END,
      CASE WHEN v.code = 'satori-chat' THEN l.users * 15000 * l.term_months END) AS amount_ore
  FROM placed p JOIN lead l ON l.id = p.lead_id JOIN stage a ON a.id = p.from_stage_id JOIN stage b ON b.id = p.to_stage_id
  LEFT JOIN service v ON v.id = l.service_id
  LEFT JOIN lead_change c ON c.id = (SELECT x.id FROM lead_change x WHERE x.lead_id = l.id AND x.at > p.at AND x.field = 'amount_ore' ORDER BY x.at, x.id LIMIT 1)
  WHERE p.local_day BETWEEN :first AND :last AND p.to_stage_id <> p.from_stage_id
  ORDER BY p.at, p.id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
