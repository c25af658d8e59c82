-- SPDX-License-Identifier: MIT
-- What may close in the period by its category, and what was won, as it stood at the end (15-C50, C83).
mark AS (
  SELECT 'closing' AS mark, CASE WHEN :until - 1 < :now THEN :until - 1 ELSE CAST(:now AS INTEGER) END AS at
),
-- use: pipe
category AS (
  SELECT p.ext_id, p.name, p.amount_ore, p.close_day, COALESCE(CASE WHEN c.id IS NULL THEN l.forecast_category ELSE c.old_text END,
    CASE WHEN p.probability >= 70 THEN 'commit' WHEN p.probability >= 40 THEN 'best_case' ELSE 'pipeline' END) AS category
  FROM pipe p JOIN lead l ON l.id = p.lead_id LEFT JOIN lead_change c ON c.id = (SELECT x.id FROM lead_change x
    WHERE x.lead_id = p.lead_id AND x.at > p.at AND x.field = 'forecast_category' ORDER BY x.at, x.id LIMIT 1)
  WHERE p.close_day BETWEEN :first AND :last
),
won AS (
  SELECT l.ext_id, l.name, COALESCE(CASE WHEN c.id IS NULL THEN l.amount_ore ELSE c.old_value END,
      CASE WHEN v.code = 'satori-chat' THEN l.users * 15000 * l.term_months END) AS amount_ore,
    (SELECT h.local_day FROM lead_stage_history h WHERE h.lead_id = t.lead_id AND h.at <= t.at ORDER BY h.at DESC, h.id DESC LIMIT 1) AS won_day
  FROM stood t JOIN lead l ON l.id = t.lead_id LEFT JOIN service v ON v.id = l.service_id
  LEFT JOIN lead_change c ON c.id = (SELECT x.id FROM lead_change x
    WHERE x.lead_id = t.lead_id AND x.at > t.at AND x.field = 'amount_ore' ORDER BY x.at, x.id LIMIT 1)
  WHERE t.kind = 'won' AND t.lead_id IN (SELECT m.lead_id FROM lead_stage_history m WHERE m.local_day BETWEEN :first AND :last)
),
