-- SPDX-License-Identifier: MIT
-- Which accounts messages belong to.
-- in:
-- out: row, contact, address, method, confidence, rule, is_copied
SELECT i.value || CASE WHEN m.twin > 1 THEN '#' || CAST(m.twin AS TEXT) ELSE '' END || ' ' || a.ext_id AS row, c.ext_id AS contact, d.addr AS address,
  l.method, l.confidence, l.rule, l.is_copied
FROM message_account l JOIN message m ON m.id = l.message_id JOIN msgid i ON i.id = m.msgid_id JOIN account a ON a.id = l.account_id
LEFT JOIN contact c ON c.id = l.contact_id LEFT JOIN address d ON d.id = l.address_id
ORDER BY 1
