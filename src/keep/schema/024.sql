-- SPDX-License-Identifier: MIT
-- Version 24: when a meeting was moved, so that a moment before that knows nothing of it; which one was booked in place of one that was called
-- off; and the categories of an event, which may say what it is for.
ALTER TABLE meeting ADD COLUMN categories TEXT; -- one a line; NULL = none
ALTER TABLE meeting ADD COLUMN moved_from INTEGER REFERENCES meeting(id); -- that was called off, and this one booked for it
CREATE INDEX meeting_moved ON meeting(moved_from) WHERE moved_from IS NOT NULL;
CREATE INDEX meeting_off ON meeting(cancelled_at) WHERE status = 'cancelled' AND has_external = 1;
CREATE TABLE meeting_move (              -- before it took place
  meeting_id INTEGER NOT NULL REFERENCES meeting(id), at INTEGER NOT NULL, -- when that was seen
  start_at INTEGER                       -- from when; NULL = no longer known
) STRICT;
CREATE INDEX meeting_move_meeting ON meeting_move(meeting_id, at);
-- Of moves until now only their number and the first start are known.
INSERT INTO meeting_move (meeting_id, at, start_at)
WITH RECURSIVE each(id, place, times, at, start_at) AS (
  SELECT m.id, 1, m.moved, MIN(m.first_seen_at, m.start_at), m.first_start_at FROM meeting m WHERE m.moved > 0
  UNION ALL SELECT e.id, e.place + 1, e.times, e.at, NULL FROM each e WHERE e.place < e.times)
SELECT id, at, start_at FROM each ORDER BY id, place;
ALTER TABLE meeting DROP COLUMN moved;
ALTER TABLE meeting DROP COLUMN first_start_at;
UPDATE meeting SET dirty = 1 WHERE status = 'cancelled' AND has_external = 1;
