-- SPDX-License-Identifier: MIT
-- Leads that are won or lost by now, with the amount that counts (15-B17, A5); what was altered later is as it was (B7).
-- use: ended
closed AS NOT MATERIALIZED (
  SELECT l.id, l.ext_id, l.name, l.account_id, e.status, e.closed_day, l.created_day, l.service_id, l.source_id, l.lost_reason_id,
    COALESCE(CASE WHEN c.id IS NULL THEN l.amount_ore ELSE c.old_value END, CASE WHEN v.code = 'satori-chat' THEN l.users * 15000 * l.term_months END) AS amount_ore
  FROM ended e JOIN lead l ON l.id = e.lead_id LEFT JOIN service v ON v.id = l.service_id
  LEFT JOIN lead_change c ON c.id = (SELECT x.id FROM lead_change x WHERE x.lead_id = l.id AND x.at > :now AND x.field = 'amount_ore' ORDER BY x.at, x.id LIMIT 1)
),
