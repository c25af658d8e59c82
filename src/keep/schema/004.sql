-- SPDX-License-Identifier: MIT
-- A password that the server refused is not sent again by itself before it changes; a person is told once that a source needs them.
ALTER TABLE mailbox ADD COLUMN refused_mark TEXT;  -- of the password and the login it was for (collect/refusal.h); NULL = none
ALTER TABLE mailbox ADD COLUMN refused_at INTEGER;
ALTER TABLE mailbox ADD COLUMN told_at INTEGER;         -- that it needs attention; NULL again when it works
ALTER TABLE calendar_source ADD COLUMN told_at INTEGER;
