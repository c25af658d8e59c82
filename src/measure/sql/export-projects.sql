-- SPDX-License-Identifier: MIT
-- projects as its CSV has it (00 §5).
-- in:
-- out: id, account, service, lead, start:d, planned_end:d, delivered:d, status
SELECT p.ext_id AS "id",
  a.ext_id AS "account",
  v.code AS "service",
  l.ext_id AS "lead",
  p.start_day AS "start:d",
  p.planned_end_day AS "planned_end:d",
  p.delivered_day AS "delivered:d",
  p.status AS "status"
FROM project p JOIN account a ON a.id = p.account_id JOIN service v ON v.id = p.service_id LEFT JOIN lead l ON l.id = p.lead_id ORDER BY p.ext_id;
