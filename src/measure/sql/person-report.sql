-- SPDX-License-Identifier: MIT
-- Mail that could not be delivered to the person.
-- in:  address
-- out: message_id, kind, status, address
WITH mine(addr) AS (SELECT CAST(:address AS TEXT) UNION SELECT o.value FROM contact_address c
  JOIN contact_address o ON o.contact_id = c.contact_id AND o.kind = 'email' WHERE c.kind = 'email' AND c.value = :address)
SELECT i.value AS message_id, r.kind, r.status, n.addr AS address
FROM report_recipient n JOIN report r ON r.message_id = n.message_id JOIN message m ON m.id = n.message_id JOIN msgid i ON i.id = m.msgid_id
WHERE n.addr IN (SELECT addr FROM mine)
ORDER BY m.occurred_at, n.addr
