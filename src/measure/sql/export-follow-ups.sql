-- SPDX-License-Identifier: MIT
-- follow-ups as its CSV has it (00 §5).
-- in:
-- out: id, account, promise, created:i, due:i, committed_due:i, lead, contact, kind, status, done:i
SELECT f.ext_id AS "id",
  a.ext_id AS "account",
  f.promise AS "promise",
  f.created_at AS "created:i",
  CASE f.due_at WHEN (SELECT d.end_at FROM calendar_day d WHERE d.local_day = f.due_day) THEN (SELECT substr(d.ymd, 1, 4) || '-' || substr(d.ymd, 5, 2) || '-' || substr(d.ymd, 7, 2) FROM calendar_day d WHERE d.local_day = f.due_day) ELSE f.due_at END AS "due:i",
  CASE f.committed_due_at WHEN (SELECT d.end_at FROM calendar_day d WHERE d.local_day = f.committed_due_day) THEN (SELECT substr(d.ymd, 1, 4) || '-' || substr(d.ymd, 5, 2) || '-' || substr(d.ymd, 7, 2) FROM calendar_day d WHERE d.local_day = f.committed_due_day) ELSE f.committed_due_at END AS "committed_due:i",
  l.ext_id AS "lead",
  c.ext_id AS "contact",
  f.kind AS "kind",
  f.status AS "status",
  f.done_at AS "done:i"
FROM follow_up f JOIN account a ON a.id = f.account_id LEFT JOIN lead l ON l.id = f.lead_id LEFT JOIN contact c ON c.id = f.contact_id ORDER BY f.ext_id;
