-- SPDX-License-Identifier: MIT
-- What is not known of the sources: since a source is not read, since messages or events are missing, and around messages that cannot be read, which
-- lie between their neighbours (spec 09 §9.1, ../../notes/crm 4.5). SINCE null = never read, UNTIL null = still.
-- in:
-- out: kind, name, cause, since, until
SELECT 'mailbox' AS kind, name, CASE WHEN complete_at IS NULL THEN 'never' ELSE 'failing' END AS cause, last_ok_at AS since, NULL AS until
FROM mailbox WHERE complete_at IS NULL OR state IN ('failing', 'needs_attention')
UNION ALL
SELECT 'calendar', name, CASE WHEN complete_at IS NULL THEN 'never' ELSE 'failing' END, last_ok_at, NULL
FROM calendar_source WHERE complete_at IS NULL OR state IN ('failing', 'needs_attention')
UNION ALL
SELECT 'mailbox', b.name, 'missing', f.missing_since, NULL FROM mail_folder f JOIN mailbox b ON b.id = f.mailbox_id WHERE f.missing > 0
UNION ALL
SELECT 'calendar', name, 'missing', missing_since, NULL FROM calendar_source WHERE missing > 0
UNION ALL
SELECT 'mailbox', b.name, 'unreadable',
  COALESCE((SELECT p.arrived_at FROM ledger p WHERE p.folder_id = l.folder_id AND p.uidvalidity = l.uidvalidity AND p.uid < l.uid
    AND p.arrived_at IS NOT NULL ORDER BY p.uid DESC LIMIT 1), b.complete_at, 0),
  (SELECT n.arrived_at FROM ledger n WHERE n.folder_id = l.folder_id AND n.uidvalidity = l.uidvalidity AND n.uid > l.uid
    AND n.arrived_at IS NOT NULL ORDER BY n.uid LIMIT 1)
FROM ledger l JOIN mail_folder f ON f.id = l.folder_id AND f.uidvalidity = l.uidvalidity JOIN mailbox b ON b.id = f.mailbox_id
WHERE l.state = 'quarantined' AND l.gone_at IS NULL;
