-- SPDX-License-Identifier: MIT
-- How an address is known: letters from it, letters to it, meetings it is at.
-- in:  addr, now
-- out: sent, received, meetings
SELECT (SELECT COUNT(*) FROM message m JOIN address a ON a.id = m.from_id WHERE a.addr = :addr AND m.occurred_at <= :now) AS sent,
  (SELECT COUNT(DISTINCT p.message_id) FROM message_party p JOIN address a ON a.id = p.address_id JOIN message m ON m.id = p.message_id
   WHERE a.addr = :addr AND m.occurred_at <= :now AND p.role IN ('to', 'cc', 'bcc')) AS received,
  (SELECT COUNT(*) FROM meeting_attendee x JOIN meeting m ON m.id = x.meeting_id WHERE x.addr = :addr AND m.first_seen_at <= :now) AS meetings
