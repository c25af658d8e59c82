-- SPDX-License-Identifier: MIT
-- invoices as its CSV has it (00 §5).
-- in:
-- out: number, account, date:d, line, category, net:o, service, vat:o, lead, due:d, paid:d, status
SELECT i.number AS "number",
  a.ext_id AS "account",
  i.invoice_day AS "date:d",
  n.line_no AS "line",
  n.category AS "category",
  n.net_ore AS "net:o",
  v.code AS "service",
  n.vat_ore AS "vat:o",
  l.ext_id AS "lead",
  i.due_day AS "due:d",
  i.paid_day AS "paid:d",
  i.status AS "status"
FROM invoice i JOIN invoice_line n ON n.invoice_id = i.id JOIN account a ON a.id = i.account_id LEFT JOIN service v ON v.id = n.service_id
LEFT JOIN lead l ON l.id = n.lead_id
ORDER BY i.number, n.line_no;
