-- SPDX-License-Identifier: MIT
-- Lines of invoices that count: not void, dated by :today.
line AS NOT MATERIALIZED (
  SELECT i.account_id, i.number, i.invoice_day, l.category, l.net_ore, l.service_id, l.lead_id
  FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id
  WHERE i.status <> 'void' AND i.invoice_day <= :today
),
