-- SPDX-License-Identifier: MIT
-- subscriptions as its CSV has it (00 §5).
-- in:
-- out: id, account, service, start:d, lead, end:d, committed_until:d, notice_days, term_months
SELECT s.ext_id AS "id",
  a.ext_id AS "account",
  v.code AS "service",
  s.start_day AS "start:d",
  l.ext_id AS "lead",
  s.end_day AS "end:d",
  s.committed_until_day AS "committed_until:d",
  s.notice_days AS "notice_days",
  s.term_months AS "term_months"
FROM subscription s JOIN account a ON a.id = s.account_id JOIN service v ON v.id = s.service_id LEFT JOIN lead l ON l.id = s.lead_id ORDER BY s.ext_id;
