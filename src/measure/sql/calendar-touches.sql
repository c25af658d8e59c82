-- SPDX-License-Identifier: MIT
-- Touchpoints for other calendars. The key is what the thing is called everywhere (Message-ID, UID and original start, id of an import), so that it is
-- the same after everything was decided anew.
-- in:  from, now
-- out: key, account, kind, direction, account_name, contact_name, subject, location, start_at, end_at
SELECT COALESCE('m:' || x.value || '#' || CAST(m.twin AS TEXT), 'e:' || g.uid || '#' || g.recurrence_id, t.src_key) AS "key", a.ext_id AS account, t.kind AS kind,
  t.direction AS direction, a.name AS account_name, COALESCE(c.full_name, t.contact_addr) AS contact_name, COALESCE(m.subject, g.summary, t.summary) AS subject,
  g.location AS location, t.occurred_at AS start_at, t.occurred_at + COALESCE(t.duration_s, 0) AS end_at
FROM touchpoint t JOIN account a ON a.id = t.account_id LEFT JOIN contact c ON c.id = t.contact_id
LEFT JOIN message m ON m.id = t.email_id LEFT JOIN msgid x ON x.id = m.msgid_id LEFT JOIN meeting g ON g.id = t.meeting_id
WHERE t.local_day >= :from AND t.occurred_at <= :now AND (g.id IS NULL OR g.end_at <= :now)
ORDER BY t.occurred_at, 1, a.ext_id;
