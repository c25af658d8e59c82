-- SPDX-License-Identifier: MIT
-- What invitations in mail know of a meeting of a feed with the same UID: attendees that the feed leaves out, answers that it has not heard.
ALTER TABLE invite ADD COLUMN sent_by TEXT; -- who may speak for the organizer
ALTER TABLE meeting_attendee ADD COLUMN from_mail INTEGER NOT NULL DEFAULT 0 CHECK (from_mail IN (0,1));
ALTER TABLE meeting_attendee ADD COLUMN feed_partstat TEXT; -- what the feed says, where mail knows better; NULL = partstat is the feed's
CREATE INDEX invite_uid_nocase ON invite(uid COLLATE NOCASE);
CREATE INDEX meeting_uid_nocase ON meeting(uid COLLATE NOCASE);
DROP INDEX invite_uid;
UPDATE meeting SET dirty = 1 WHERE uid COLLATE NOCASE IN (SELECT uid FROM invite);
