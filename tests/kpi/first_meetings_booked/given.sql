-- SPDX-License-Identifier: MIT
-- The first meeting with A1 and A2; A3 has met us before anybody kept a calendar.
INSERT INTO calendar_source (name, coverage_from_day, state, last_ok_at) VALUES ('work', #2026-01-12#, 'ok', 1);
INSERT INTO an_account (ext, lifecycle, tier, segment) VALUES ('A1', 'customer', 1, 'sports'), ('A2', 'customer', 2, 'union'), ('A3', 'prospect', NULL, NULL);
INSERT INTO a_meeting (uid, start, booked, account) VALUES
  ('a1 first', @2026-04-01T10:00@, @2026-03-23T09:00@, 'A1'),
  ('a1 again', @2026-03-30T10:00@, @2026-03-24T09:00@, 'A1'),
  ('a2 first', @2026-04-01T10:00@, @2026-03-16T09:00@, 'A2'),
  ('a2 again', @2026-04-02T10:00@, @2026-03-25T09:00@, 'A2'),
  ('a3 known', @2026-04-03T10:00@, @2026-03-25T09:00@, 'A3'),
  ('nobody', @2026-04-03T10:00@, @2026-03-25T09:00@, NULL);
INSERT INTO a_touch (kind, direction, account, at, minutes) VALUES ('meeting', 'both', 'A3', @2025-11-03T10:00@, 60);
