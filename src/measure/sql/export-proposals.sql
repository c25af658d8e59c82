-- SPDX-License-Identifier: MIT
-- proposals as its CSV has it (00 §5).
-- in:
-- out: id, lead, amount:o, service, presented:i, valid_until:d, status, decided:i
SELECT p.ext_id AS "id",
  l.ext_id AS "lead",
  p.amount_ore AS "amount:o",
  v.code AS "service",
  p.presented_at AS "presented:i",
  p.valid_until_day AS "valid_until:d",
  p.status AS "status",
  p.decided_at AS "decided:i"
FROM proposal p JOIN lead l ON l.id = p.lead_id LEFT JOIN service v ON v.id = p.service_id ORDER BY p.ext_id;
