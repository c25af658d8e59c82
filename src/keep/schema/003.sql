-- SPDX-License-Identifier: MIT
-- What the proofs of completeness found last: how much is known to be missing, since when, and when all was there.
ALTER TABLE mail_folder ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mail_folder ADD COLUMN missing_since INTEGER;
ALTER TABLE mail_folder ADD COLUMN verified_at INTEGER;
ALTER TABLE calendar_source ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE calendar_source ADD COLUMN missing_since INTEGER;
ALTER TABLE calendar_source ADD COLUMN verified_at INTEGER;
CREATE INDEX ledger_quarantined ON ledger(folder_id, uidvalidity, uid) WHERE state = 'quarantined';
