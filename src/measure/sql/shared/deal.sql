-- SPDX-License-Identifier: MIT
-- Opportunities as of now, paused ones left out, with what the rules on them read (01 §1.7).
-- use: active
-- use: pipe-now
deal AS (
  SELECT o.lead_id, o.ext_id, a.account_id, a.created_day, o.name || ' (' || c.name || ')' AS who, o.probability, o.amount_ore, o.close_day
  FROM opp o JOIN active a ON a.id = o.lead_id JOIN account c ON c.id = a.account_id
),
