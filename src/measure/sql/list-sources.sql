-- SPDX-License-Identifier: MIT
-- State of each source, mailboxes first (17-H).
-- in:  now
-- out: name, kind, state, last_success:i, lag_s:r, messages:r, missing:rh, unreadable:rh, verified:ih, error:tm
SELECT b.name AS name, b.kind AS kind, b.state AS state, b.last_ok_at AS "last_success:i", :now - b.last_ok_at AS "lag_s:r",
  (SELECT COUNT(*) FROM mail_folder f JOIN ledger l ON l.folder_id = f.id WHERE f.mailbox_id = b.id AND l.gone_at IS NULL) AS "messages:r",
  (SELECT SUM(f.missing) FROM mail_folder f WHERE f.mailbox_id = b.id) AS "missing:rh",
  (SELECT COUNT(*) FROM mail_folder f JOIN ledger l ON l.folder_id = f.id AND l.uidvalidity = f.uidvalidity
    WHERE f.mailbox_id = b.id AND l.state = 'quarantined' AND l.gone_at IS NULL) AS "unreadable:rh",
  (SELECT MIN(f.verified_at) FROM mail_folder f WHERE f.mailbox_id = b.id) AS "verified:ih",
  b.last_error AS "error:tm"
FROM mailbox b
UNION ALL
SELECT s.name, 'calendar', s.state, s.last_ok_at, :now - s.last_ok_at,
  (SELECT COUNT(*) FROM event e WHERE e.source_id = s.id AND e.missing_since IS NULL), s.missing,
  (SELECT COUNT(*) FROM event e WHERE e.source_id = s.id AND e.missing_since IS NULL AND e.is_odd = 1), s.verified_at, s.last_error
FROM calendar_source s
