-- SPDX-License-Identifier: MIT
-- What is asked for again: unreadable messages after an upgrade and once a day, copies that may speak for their message now that a folder
-- turned out to be Sent. Folders that vanish and come back, that are renumbered again and again; files that are read on from where they
-- ended; servers that want to be left alone.
ALTER TABLE ledger ADD COLUMN again_at INTEGER;      -- not before; NULL = not at all
ALTER TABLE ledger ADD COLUMN tried_by TEXT;         -- quarantined: the version that could not read it
CREATE INDEX ledger_again ON ledger(folder_id, uidvalidity, uid) WHERE again_at IS NOT NULL;
UPDATE ledger SET again_at = 0 WHERE state = 'quarantined' AND gone_at IS NULL;
ALTER TABLE mail_folder ADD COLUMN gone_at INTEGER;  -- the mailbox no longer has it
ALTER TABLE mail_folder ADD COLUMN mark TEXT;        -- how far a local file was read, in the words of its reader
ALTER TABLE mail_folder ADD COLUMN renumbered_at INTEGER;        -- the last change of UIDVALIDITY
ALTER TABLE mail_folder ADD COLUMN renumbered_before_at INTEGER; -- the one before
ALTER TABLE mailbox ADD COLUMN leave_until_at INTEGER;           -- the server asked for peace
