-- SPDX-License-Identifier: MIT
-- Meetings of the person, also as the feed's text of them.
-- in:  address
-- out: uid, recurrence_id, start:i, end:i, summary, location, address, name, role, partstat, account, feed_text
WITH mine(addr) AS (SELECT CAST(:address AS TEXT) UNION SELECT o.value FROM contact_address c
  JOIN contact_address o ON o.contact_id = c.contact_id AND o.kind = 'email' WHERE c.kind = 'email' AND c.value = :address)
SELECT m.uid, NULLIF(m.recurrence_id, '') AS recurrence_id, m.start_at AS "start:i", m.end_at AS "end:i", m.summary, m.location, n.addr AS address,
  n.name, n.role, n.partstat, a.ext_id AS account, e.raw AS feed_text
FROM meeting_attendee n JOIN meeting m ON m.id = n.meeting_id LEFT JOIN account a ON a.id = n.account_id
LEFT JOIN event e ON e.source_id = m.source_id AND e.uid = m.uid
WHERE n.addr IN (SELECT addr FROM mine)
ORDER BY m.start_at, m.uid, m.recurrence_id
