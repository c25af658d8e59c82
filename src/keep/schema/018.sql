-- SPDX-License-Identifier: MIT
-- Version 18: how often a meeting was moved before it took place, and why one is none of the trade's.
ALTER TABLE meeting ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE meeting ADD COLUMN first_start_at INTEGER; -- as it was first booked; NULL = never moved
ALTER TABLE meeting ADD COLUMN is_free INTEGER NOT NULL DEFAULT 0 CHECK (is_free IN (0,1)); -- takes nobody's time: TRANSP, or what Exchange says of it
ALTER TABLE meeting ADD COLUMN noise TEXT CHECK (noise = 'private' OR noise = 'all_day' OR noise = 'free' OR noise = 'busy' OR noise = 'routine'
  OR noise = 'internal'); -- nobody from outside takes part, and why that is no riddle
UPDATE meeting SET dirty = 1 WHERE has_external = 0;
