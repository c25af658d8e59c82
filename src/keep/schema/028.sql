-- SPDX-License-Identifier: MIT
-- Version 28: a telephone number may belong to several people (a switchboard); a mail address, by which mail finds its person, to one only.
CREATE TABLE contact_address_before AS SELECT kind, value, contact_id FROM contact_address;
DROP TABLE contact_address;
CREATE TABLE contact_address (
  kind TEXT NOT NULL CHECK (kind IN ('email','phone','linkedin')), value TEXT NOT NULL,
  contact_id INTEGER NOT NULL REFERENCES contact(id), PRIMARY KEY (kind, value, contact_id)
) STRICT;
CREATE INDEX contact_address_contact ON contact_address(contact_id);
CREATE UNIQUE INDEX contact_address_email ON contact_address(value) WHERE kind = 'email';
INSERT INTO contact_address (kind, value, contact_id) SELECT kind, value, contact_id FROM contact_address_before;
DROP TABLE contact_address_before;
