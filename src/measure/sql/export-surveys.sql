-- SPDX-License-Identifier: MIT
-- surveys as its CSV has it (00 §5).
-- in:
-- out: id, account, kind, score, date:d, contact, project
SELECT s.ext_id AS "id",
  a.ext_id AS "account",
  s.kind AS "kind",
  s.score AS "score",
  s.local_day AS "date:d",
  c.ext_id AS "contact",
  p.ext_id AS "project"
FROM survey_response s JOIN account a ON a.id = s.account_id LEFT JOIN contact c ON c.id = s.contact_id LEFT JOIN project p ON p.id = s.project_id
ORDER BY s.local_day, a.ext_id, s.id;
