-- SPDX-License-Identifier: MIT
-- From now, exclusive, to the same time seven days on, exclusive, over the change of clocks.
INSERT INTO calendar_source (name, coverage_from_day, state, last_ok_at) VALUES ('work', #2026-01-12#, 'ok', 1);
INSERT INTO an_account (ext, lifecycle, tier, segment) VALUES ('A1', 'customer', 1, 'sports'), ('A2', 'customer', 2, 'union'), ('A3', 'prospect', NULL, NULL);
INSERT INTO a_meeting (uid, start, booked, account, status, own, external) VALUES
  ('right now', @2026-03-27T12:00@, @2026-03-01T09:00@, 'A1', NULL, NULL, 1),
  ('soon', @2026-03-27T12:01@, @2026-03-01T09:00@, 'A1', NULL, NULL, 1),
  ('last minute', @2026-04-03T11:59@, @2026-03-01T09:00@, 'A1', NULL, NULL, 1),
  ('too far', @2026-04-03T12:00@, @2026-03-01T09:00@, 'A1', NULL, NULL, 1),
  ('cancelled', @2026-03-30T10:00@, @2026-03-01T09:00@, 'A1', 'cancelled', NULL, 1),
  ('declined', @2026-03-30T11:00@, @2026-03-01T09:00@, 'A1', NULL, 'declined', 1),
  ('internal', @2026-03-30T12:00@, @2026-03-01T09:00@, NULL, NULL, NULL, 0),
  ('not yet booked', @2026-03-30T13:00@, @2026-03-28T09:00@, 'A1', NULL, NULL, 1);
