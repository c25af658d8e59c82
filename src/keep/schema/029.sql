-- SPDX-License-Identifier: MIT
-- Version 29: occurrences that a feed claims for a past at which it was looked at without them (a series that was moved, or got a further weekday):
-- nobody held them. `verify` accounts for each of them here.
CREATE TABLE meeting_unbelieved (
  source_id INTEGER NOT NULL REFERENCES calendar_source(id), uid TEXT NOT NULL, recurrence_id TEXT NOT NULL, PRIMARY KEY (source_id, uid, recurrence_id)
) STRICT, WITHOUT ROWID;
