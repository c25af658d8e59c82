-- SPDX-License-Identifier: MIT
-- Invitations by mail that name the person.
-- in:  address
-- out: message_id, method, uid, summary, start:i, end:i, address, partstat
WITH mine(addr) AS (SELECT CAST(:address AS TEXT) UNION SELECT o.value FROM contact_address c
  JOIN contact_address o ON o.contact_id = c.contact_id AND o.kind = 'email' WHERE c.kind = 'email' AND c.value = :address)
SELECT i.value AS message_id, v.method, v.uid, v.summary, v.start_at AS "start:i", v.end_at AS "end:i", n.addr AS address, n.partstat
FROM invite v JOIN message m ON m.id = v.message_id JOIN msgid i ON i.id = m.msgid_id JOIN invite_attendee n ON n.invite_id = v.id
WHERE n.addr IN (SELECT addr FROM mine)
ORDER BY v.start_at, v.uid, n.addr
