-- SPDX-License-Identifier: MIT
-- Calendars of CalDAV servers: how far each was read, and which resource holds which UIDs in which state.
CREATE TABLE dav_calendar (
  source_id INTEGER NOT NULL REFERENCES calendar_source(id), href TEXT NOT NULL,
  token TEXT NOT NULL, -- '' = the server gives none
  PRIMARY KEY (source_id, href)
) STRICT;
CREATE TABLE dav_item (
  source_id INTEGER NOT NULL REFERENCES calendar_source(id), href TEXT NOT NULL, etag TEXT NOT NULL,
  uid TEXT NOT NULL, -- '' = no event in it
  PRIMARY KEY (source_id, href, uid)
) STRICT;
CREATE INDEX dav_item_uid ON dav_item(source_id, uid);
