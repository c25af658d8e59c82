-- SPDX-License-Identifier: MIT
-- Version 22: which reports were written on schedule, so that each is written once (spec 10 §10.1). scheduled_at is the moment it tells of, period the
-- label by which `report --period` finds it again.
CREATE TABLE report_file (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('daily', 'weekly', 'monthly', 'quarterly', 'yearly')),
  period TEXT NOT NULL,
  scheduled_at INTEGER NOT NULL, scheduled_day INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  path TEXT NOT NULL, -- of the file that people read
  UNIQUE (kind, period)
) STRICT;
