-- SPDX-License-Identifier: MIT
-- Leads created in the period, with the highest open or won stage they ever entered (REACHED of 01 §1.7; NULL = none, 15-B5, C8).
entered AS MATERIALIZED (
  SELECT l.id, l.ext_id, l.name, l.created_day,
    (SELECT MAX(s.ord) FROM lead_stage_history h JOIN stage s ON s.id = h.to_stage_id
     WHERE h.lead_id = l.id AND h.at <= :now AND s.kind IN ('open', 'won')) AS max_ord
  FROM lead l WHERE l.created_day BETWEEN :first AND :last AND l.created_at <= :now
),
