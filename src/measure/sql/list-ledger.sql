-- SPDX-License-Identifier: MIT
-- Every UID of the ledger and what became of it (16-A02).
-- in:  mailbox, message_id, now, twin, whole
-- out: row_id, mailbox, folder, uidvalidity:h, uid:r, message_id:h, class, direction, thread:h, at:i, subject:t, from, accounts:t, reason:t
SELECT l.message_id AS row_id, b.name AS mailbox, f.name AS folder, l.uidvalidity AS "uidvalidity:h", l.uid AS "uid:r",
  CASE WHEN m.twin > 1 THEN x.value || '#' || CAST(m.twin AS TEXT) ELSE x.value END AS "message_id:h",
  CASE WHEN l.state = 'stored' THEN m.auto_class ELSE l.state END AS class, m.direction AS direction, 't' || CAST(m.thread_id AS TEXT) AS "thread:h",
  m.occurred_at AS "at:i", m.subject AS "subject:t", g.addr AS "from", NULL AS "accounts:t",
  CASE WHEN l.state = 'never_log' THEN NULL WHEN l.state <> 'stored' THEN l.reason WHEN m.because IS NOT NULL THEN m.because
    WHEN m.is_skipped = 1 THEN 'skip_person' WHEN m.direction = 'internal' THEN 'internal'
    WHEN m.auto_class = 'human' AND m.matched = 0 THEN 'unmatched' END AS "reason:t"
FROM mailbox b JOIN mail_folder f ON f.mailbox_id = b.id JOIN ledger l ON l.folder_id = f.id
LEFT JOIN message m ON m.id = l.message_id LEFT JOIN msgid x ON x.id = m.msgid_id LEFT JOIN address g ON g.id = m.from_id
WHERE (:mailbox IS NULL OR b.name = :mailbox) AND (m.id IS NULL OR m.occurred_at <= :now)
  AND (:message_id IS NULL OR x.value = :whole OR x.value = :message_id AND m.twin = :twin)
ORDER BY b.name, f.name, l.uidvalidity, l.uid
