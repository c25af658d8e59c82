-- SPDX-License-Identifier: MIT
-- Promises in our own letters (spec 09 §9.3): which phrase of our list, for which day, and what became of the suggestion. Nothing else of the text.
CREATE TABLE message_promise (
  message_id INTEGER PRIMARY KEY REFERENCES message(id), due_day INTEGER NOT NULL, pattern TEXT NOT NULL,
  decided TEXT CHECK (decided IN ('accepted', 'dismissed')), decided_at INTEGER,
  CHECK ((decided IS NULL) = (decided_at IS NULL))
) STRICT;
