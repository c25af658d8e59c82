-- SPDX-License-Identifier: MIT
-- People, not addresses; 90 days are within, 91 are not.
INSERT INTO calendar_source (name, coverage_from_day, state, last_ok_at) VALUES ('work', #2026-01-12#, 'ok', 1);
INSERT INTO an_account (ext, lifecycle, tier, segment) VALUES ('A1', 'customer', 1, 'sports'), ('A2', 'customer', 2, 'union'), ('A3', 'prospect', NULL, NULL);
INSERT INTO a_contact (ext, account) VALUES ('anna', 'A1'), ('bo', 'A1');
INSERT INTO a_touch (kind, direction, account, at, contact, addr, outcome) VALUES
  ('email', 'in', 'A1', @2026-03-17T10:00@, 'anna', NULL, NULL),
  ('sms', 'in', 'A1', @2026-03-18T10:00@, 'anna', NULL, NULL),
  ('call', 'out', 'A1', @2025-12-31T10:00@, 'bo', NULL, 'connected'),
  ('email', 'in', 'A1', @2026-03-17T10:00@, NULL, 'x@a.example', NULL),
  ('email', 'out', 'A1', @2026-03-17T10:00@, NULL, 'y@a.example', NULL),
  ('email', 'in', 'A2', @2025-12-30T10:00@, NULL, 'z@b.example', NULL);
INSERT INTO a_meeting (uid, start, booked, account, contact, addr) VALUES
  ('m', @2026-03-25T10:00@, @2026-03-01T09:00@, 'A1', 'anna', 'anna@a.example'),
  ('n', @2026-03-26T10:00@, @2026-03-01T09:00@, 'A1', NULL, 'v@a.example');
