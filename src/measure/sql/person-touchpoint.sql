-- SPDX-License-Identifier: MIT
-- Touches with the person.
-- in:  address
-- out: at:i, kind, direction, account, lead, outcome, duration_s, summary, tags, method, message_id
WITH mine(addr) AS (SELECT CAST(:address AS TEXT) UNION SELECT o.value FROM contact_address c
  JOIN contact_address o ON o.contact_id = c.contact_id AND o.kind = 'email' WHERE c.kind = 'email' AND c.value = :address),
who(id) AS (SELECT contact_id FROM contact_address WHERE kind = 'email' AND value IN (SELECT addr FROM mine))
SELECT t.occurred_at AS "at:i", t.kind, t.direction, a.ext_id AS account, l.ext_id AS lead, t.outcome, t.duration_s, t.summary, t.tags, t.method,
  i.value AS message_id
FROM touchpoint t JOIN account a ON a.id = t.account_id LEFT JOIN lead l ON l.id = t.lead_id LEFT JOIN message m ON m.id = t.email_id
LEFT JOIN msgid i ON i.id = m.msgid_id
WHERE t.contact_id IN (SELECT id FROM who) OR t.contact_addr IN (SELECT addr FROM mine)
ORDER BY t.occurred_at, t.id
