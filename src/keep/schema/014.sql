-- SPDX-License-Identifier: MIT
-- What waits to be handed to the hook command ([notify] hook), and which signals it was told of and not yet that they are over.
CREATE TABLE hook_queue (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,
  body TEXT NOT NULL,                    -- one JSON object
  tries INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE hook_told (signal_id INTEGER PRIMARY KEY) STRICT;
