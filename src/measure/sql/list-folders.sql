-- SPDX-License-Identifier: MIT
-- What the ledger holds of each folder (16-A03, 17-D1).
-- in:  mailbox
-- out: folder_id:h, mailbox, folder, raw_name:h, frontier_up:h, frontier_down:h, uidvalidity:h, server:r, ledger:r, gone:r, outside:r, quarantined:r, unexplained:r, classes:t
SELECT f.id AS "folder_id:h", b.name AS mailbox, f.name AS folder, f.raw_name AS "raw_name:h", f.frontier_up AS "frontier_up:h",
  f.frontier_down AS "frontier_down:h", f.uidvalidity AS "uidvalidity:h",
  f.server_count AS "server:r",
  COUNT(CASE WHEN l.gone_at IS NULL AND l.state <> 'outside' THEN 1 END) AS "ledger:r",
  COUNT(l.gone_at) AS "gone:r",
  COUNT(CASE WHEN l.gone_at IS NULL AND l.state = 'outside' THEN 1 END) AS "outside:r",
  COUNT(CASE WHEN l.gone_at IS NULL AND l.state = 'quarantined' THEN 1 END) AS "quarantined:r",
  COUNT(CASE WHEN l.gone_at IS NULL AND l.state = 'stored' AND m.auto_class IS NULL THEN 1 END) AS "unexplained:r",
  NULL AS "classes:t"
FROM mailbox b JOIN mail_folder f ON f.mailbox_id = b.id
LEFT JOIN ledger l ON l.folder_id = f.id AND l.uidvalidity = f.uidvalidity LEFT JOIN message m ON m.id = l.message_id
WHERE :mailbox IS NULL OR b.name = :mailbox
GROUP BY f.id, b.name, f.name, f.raw_name, f.frontier_up, f.frontier_down, f.uidvalidity, f.server_count
ORDER BY b.name, f.name
