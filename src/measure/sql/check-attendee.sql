-- SPDX-License-Identifier: MIT
-- Whose the attendees of meetings are, and what follows for the meeting.
-- in:
-- out: row, is_own, account, contact, method, confidence, has_external, own_partstat
SELECT m.uid || ' ' || m.recurrence_id || ' ' || n.addr AS row, n.is_own, a.ext_id AS account, c.ext_id AS contact, n.method, n.confidence,
  m.has_external, m.own_partstat
FROM meeting_attendee n JOIN meeting m ON m.id = n.meeting_id LEFT JOIN account a ON a.id = n.account_id LEFT JOIN contact c ON c.id = n.contact_id
ORDER BY 1
