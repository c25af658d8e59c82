-- SPDX-License-Identifier: MIT
-- Version 13: feeds that give every event a new UID at each download.
ALTER TABLE calendar_source ADD COLUMN uids_change INTEGER NOT NULL DEFAULT 0 CHECK (uids_change IN (0,1));
