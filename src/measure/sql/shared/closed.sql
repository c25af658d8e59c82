-- SPDX-License-Identifier: MIT
-- Leads that are won or lost by now, with the amount that counts (15-B17, A5).
closed AS NOT MATERIALIZED (
  SELECT l.id, l.ext_id, l.name, l.account_id, l.status, l.closed_day, l.created_day, l.service_id, l.source_id, l.lost_reason_id,
    COALESCE(l.amount_ore, CASE WHEN v.code = 'satori-chat' THEN l.users * 15000 * l.term_months END) AS amount_ore
  FROM lead l LEFT JOIN service v ON v.id = l.service_id
  WHERE l.closed_day IS NOT NULL AND l.closed_at <= :now
),
