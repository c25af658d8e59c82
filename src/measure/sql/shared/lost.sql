-- SPDX-License-Identifier: MIT
-- Leads lost in the period, with the reason, or 'unknown' where nobody gave one (15-C28).
-- use: closed
lost AS (
  SELECT c.ext_id AS lead, c.name, c.closed_day, COALESCE(r.code, 'unknown') AS reason, COALESCE(c.amount_ore, 0) AS amount_ore
  FROM closed c LEFT JOIN lost_reason r ON r.id = c.lost_reason_id
  WHERE c.status = 'lost' AND c.closed_day BETWEEN :first AND :last
),
