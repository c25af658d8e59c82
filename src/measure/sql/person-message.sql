-- SPDX-License-Identifier: MIT
-- Mail from and to the person: what is stored of it.
-- in:  address
-- out: message_id, at:i, arrived:i, class, direction, because, subject, role, address, name, mailbox, folder, asks, words, promise:d, away_until:d, left:b, colleague
WITH mine(addr) AS (SELECT CAST(:address AS TEXT) UNION SELECT o.value FROM contact_address c
  JOIN contact_address o ON o.contact_id = c.contact_id AND o.kind = 'email' WHERE c.kind = 'email' AND c.value = :address)
SELECT i.value AS message_id, m.occurred_at AS "at:i", m.arrived_at AS "arrived:i", m.auto_class AS class, m.direction, m.because, m.subject,
  p.role, p.addr AS address, p.name, b.name AS mailbox, f.name AS folder, m.cue AS asks,
  (SELECT GROUP_CONCAT(q.pattern, ', ') FROM message_cue q WHERE q.message_id = m.id) AS words,
  (SELECT q.due_day FROM message_promise q WHERE q.message_id = m.id) AS "promise:d", m.away_until_day AS "away_until:d", m.says_left AS "left:b", m.colleague
FROM message m JOIN msgid i ON i.id = m.msgid_id JOIN mail_folder f ON f.id = m.best_folder_id JOIN mailbox b ON b.id = f.mailbox_id
JOIN (SELECT n.id AS message_id, 'from' AS role, g.addr, n.from_name AS name FROM message n JOIN address g ON g.id = n.from_id
  UNION ALL SELECT y.message_id, y.role, g.addr, y.name FROM message_party y JOIN address g ON g.id = y.address_id) p ON p.message_id = m.id
WHERE p.addr IN (SELECT addr FROM mine)
ORDER BY m.occurred_at, i.value, p.role
