-- SPDX-License-Identifier: MIT
-- Version 30: events of which something could not be read are counted for as long as the calendar shows them, not only told when they are new.
ALTER TABLE event ADD COLUMN is_odd INTEGER NOT NULL DEFAULT 0 CHECK (is_odd IN (0,1));
