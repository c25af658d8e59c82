-- SPDX-License-Identifier: MIT
-- Touchpoints, oldest first (spec 00 §6).
-- in:  account, from, now, to, touchpoint
-- out: id, kind, direction, at:i, day:dh, account:h, account_name:pt, contact:h, contact_name:pt, lead:h, subject:t, message_id:h, thread:h, class:h, method:h, confidence:h, mailbox:h, folder:h, ingest:h
SELECT COALESCE(t.ext_id, CAST(t.id AS TEXT)) AS id, t.kind AS kind, t.direction AS direction, t.occurred_at AS "at:i", t.local_day AS "day:dh",
  a.ext_id AS "account:h", a.name AS "account_name:pt", c.ext_id AS "contact:h", c.full_name AS "contact_name:pt", l.ext_id AS "lead:h", COALESCE(m.subject, g.summary, t.summary) AS "subject:t",
  CASE WHEN m.twin > 1 THEN x.value || '#' || CAST(m.twin AS TEXT) ELSE x.value END AS "message_id:h",
  't' || CAST(m.thread_id AS TEXT) AS "thread:h", CASE WHEN t.kind = 'email' THEN COALESCE(m.auto_class, 'human') END AS "class:h",
  t.method AS "method:h", t.confidence AS "confidence:h", b.name AS "mailbox:h", f.name AS "folder:h", t.ingest AS "ingest:h"
FROM touchpoint t JOIN account a ON a.id = t.account_id LEFT JOIN contact c ON c.id = t.contact_id LEFT JOIN lead l ON l.id = t.lead_id
LEFT JOIN message m ON m.id = t.email_id LEFT JOIN msgid x ON x.id = m.msgid_id LEFT JOIN mail_folder f ON f.id = m.best_folder_id
LEFT JOIN mailbox b ON b.id = f.mailbox_id LEFT JOIN meeting g ON g.id = t.meeting_id
WHERE t.occurred_at <= :now AND t.local_day BETWEEN :from AND :to AND (:account IS NULL OR a.ext_id = :account)
  AND (:touchpoint IS NULL OR t.ext_id = :touchpoint OR CAST(t.id AS TEXT) = :touchpoint) AND (g.id IS NULL OR g.end_at <= :now)
ORDER BY t.occurred_at, t.src_key, a.ext_id
