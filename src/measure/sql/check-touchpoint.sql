-- SPDX-License-Identifier: MIT
-- Touchpoints that Cadens wrote by itself, of mail and of meetings.
-- in:
-- out: row, direction, contact, contact_addr, lead, user, occurred_at, local_day, is_copied, method, confidence, rule
SELECT CASE WHEN t.email_id IS NULL THEN g.uid || ' ' || g.recurrence_id
    ELSE i.value || CASE WHEN m.twin > 1 THEN '#' || CAST(m.twin AS TEXT) ELSE '' END END || ' ' || a.ext_id AS row,
  t.direction, c.ext_id AS contact, t.contact_addr, l.ext_id AS lead, u.ext_id AS user, t.occurred_at, t.local_day, t.is_copied, t.method,
  t.confidence, t.rule
FROM touchpoint t JOIN account a ON a.id = t.account_id LEFT JOIN message m ON m.id = t.email_id LEFT JOIN msgid i ON i.id = m.msgid_id
LEFT JOIN meeting g ON g.id = t.meeting_id LEFT JOIN contact c ON c.id = t.contact_id LEFT JOIN lead l ON l.id = t.lead_id
LEFT JOIN app_user u ON u.id = t.user_id
WHERE t.email_id IS NOT NULL OR t.meeting_id IS NOT NULL
ORDER BY 1
