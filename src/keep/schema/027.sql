-- SPDX-License-Identifier: MIT
-- Version 27: the people of a meeting stand once for all occurrences of a series that have the same. `guests` of a meeting names its list:
-- a positive number is shared by meetings of one UID of which everything that settling looks at is the same (keep/guest.h), minus its own id
-- is a list that it has to itself, as all have that somebody changed by hand, or that invitations in mail speak of.
CREATE TABLE guest (
  list_id INTEGER NOT NULL, addr TEXT NOT NULL, name TEXT,
  role TEXT NOT NULL DEFAULT 'req' CHECK (role = 'chair' OR role = 'req' OR role = 'opt' OR role = 'non' OR role = 'resource'),
  partstat TEXT NOT NULL DEFAULT 'needs_action' CHECK (partstat = 'needs_action' OR partstat = 'accepted' OR partstat = 'declined' OR partstat = 'tentative' OR partstat = 'delegated'),
  is_organizer INTEGER NOT NULL DEFAULT 0 CHECK (is_organizer IN (0,1)), is_own INTEGER NOT NULL DEFAULT 0 CHECK (is_own IN (0,1)),
  partstat_at INTEGER, contact_id INTEGER REFERENCES contact(id), account_id INTEGER REFERENCES account(id),
  method TEXT, confidence INTEGER,
  from_mail INTEGER NOT NULL DEFAULT 0 CHECK (from_mail IN (0,1)), -- the feed leaves them out
  feed_partstat TEXT,                    -- what the feed says, where mail knows better; NULL = partstat is the feed's
  PRIMARY KEY (list_id, addr)
) STRICT, WITHOUT ROWID;
CREATE INDEX guest_account ON guest(account_id, list_id) WHERE account_id IS NOT NULL;
ALTER TABLE meeting ADD COLUMN guests INTEGER NOT NULL DEFAULT 0;
UPDATE meeting SET guests = -id;
-- Occurrences alike to a hair, with nothing of it from hand or mail: the first lends the list its number.
CREATE TABLE guest_sign (id INTEGER PRIMARY KEY, uid TEXT NOT NULL, sign TEXT NOT NULL) STRICT;
INSERT INTO guest_sign SELECT m.id, m.uid, quote(m.summary) || quote(m.location) || quote(m.categories) || m.all_day || m.is_private || m.is_free || COALESCE((
    SELECT group_concat(quote(a.addr) || quote(a.name) || a.role || a.partstat || a.is_organizer || a.is_own || quote(a.partstat_at) || quote(a.contact_id)
      || quote(a.account_id) || quote(a.method) || quote(a.confidence)) FROM (SELECT * FROM meeting_attendee x WHERE x.meeting_id = m.id ORDER BY x.addr) a), '')
  FROM meeting m WHERE m.source_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM meeting_attendee a WHERE a.meeting_id = m.id AND (COALESCE(a.method, '') = 'manual' OR a.from_mail = 1 OR a.feed_partstat IS NOT NULL))
    AND NOT EXISTS (SELECT 1 FROM meeting_reject r WHERE r.meeting_id = m.id);
CREATE INDEX guest_sign_same ON guest_sign(uid, sign);
UPDATE meeting SET guests = (SELECT MIN(o.id) FROM guest_sign s JOIN guest_sign o ON o.uid = s.uid AND o.sign = s.sign WHERE s.id = meeting.id)
  WHERE id IN (SELECT s.id FROM guest_sign s);
INSERT INTO guest (list_id, addr, name, role, partstat, is_organizer, is_own, partstat_at, contact_id, account_id, method, confidence, from_mail, feed_partstat)
  SELECT m.guests, a.addr, a.name, a.role, a.partstat, a.is_organizer, a.is_own, a.partstat_at, a.contact_id, a.account_id, a.method, a.confidence,
    a.from_mail, a.feed_partstat FROM meeting m JOIN meeting_attendee a ON a.meeting_id = m.id WHERE m.guests = -m.id OR m.guests = m.id;
DROP TABLE guest_sign;
DROP TABLE meeting_attendee;
CREATE VIEW meeting_attendee AS SELECT m.id AS meeting_id, g.addr, g.name, g.role, g.partstat, g.is_organizer, g.is_own, g.partstat_at, g.contact_id,
  g.account_id, g.method, g.confidence, g.from_mail, g.feed_partstat FROM meeting m JOIN guest g ON g.list_id = m.guests;
CREATE INDEX meeting_guests ON meeting(guests);
-- Whoever enters a meeting without a list has one for it.
CREATE TRIGGER meeting_has_guests AFTER INSERT ON meeting WHEN NEW.guests = 0 BEGIN UPDATE meeting SET guests = -NEW.id WHERE id = NEW.id; END;
-- Lists are settled, not meetings.
DROP INDEX meeting_dirty;
CREATE INDEX meeting_dirty ON meeting(guests) WHERE dirty = 1;
CREATE TABLE meeting_feed_new (          -- every feed that shows an occurrence, and how it ranks there
  meeting_id INTEGER NOT NULL REFERENCES meeting(id), source_id INTEGER NOT NULL REFERENCES calendar_source(id),
  sequence INTEGER NOT NULL, dtstamp INTEGER NOT NULL, PRIMARY KEY (meeting_id, source_id)
) STRICT, WITHOUT ROWID;
INSERT INTO meeting_feed_new SELECT meeting_id, source_id, sequence, dtstamp FROM meeting_feed;
DROP TABLE meeting_feed;
ALTER TABLE meeting_feed_new RENAME TO meeting_feed;
