-- SPDX-License-Identifier: MIT
-- Occurrences by the local day of their start; a touchpoint of kind meeting counts when its end has passed (15-B11).
INSERT INTO calendar_source (name, coverage_from_day, state, last_ok_at) VALUES ('work', #2026-01-12#, 'ok', 1);
INSERT INTO an_account (ext, lifecycle, tier, segment) VALUES ('A1', 'customer', 1, 'sports'), ('A2', 'customer', 2, 'union'), ('A3', 'prospect', NULL, NULL);
INSERT INTO a_meeting (uid, recurrence, start, booked, account, status, outcome, partstat, own, all_day, external) VALUES
  ('held', NULL, @2026-03-31T10:00@, @2026-03-01T09:00@, 'A1', NULL, NULL, NULL, NULL, 0, 1),
  ('not over', NULL, @2026-03-31T11:30@, @2026-03-01T09:00@, 'A1', NULL, NULL, NULL, NULL, 0, 1),
  ('series', '1', @2026-03-03T10:00@, @2026-03-01T09:00@, 'A2', NULL, NULL, NULL, NULL, 0, 1),
  ('series', '2', @2026-03-10T10:00@, @2026-03-01T09:00@, 'A2', NULL, NULL, NULL, NULL, 0, 1),
  ('no show', NULL, @2026-03-11T10:00@, @2026-03-01T09:00@, 'A2', NULL, 'no_show', NULL, NULL, 0, 1),
  ('cancelled', NULL, @2026-03-12T10:00@, @2026-03-01T09:00@, 'A2', 'cancelled', NULL, NULL, NULL, 0, 1),
  ('they declined', NULL, @2026-03-13T10:00@, @2026-03-01T09:00@, 'A2', NULL, NULL, 'declined', NULL, 0, 1),
  ('we declined', NULL, @2026-03-13T11:00@, @2026-03-01T09:00@, 'A2', NULL, NULL, NULL, 'declined', 0, 1),
  ('whole day', NULL, @2026-03-16T00:00@, @2026-03-01T09:00@, 'A2', NULL, NULL, NULL, NULL, 1, 1),
  ('internal', NULL, @2026-03-17T10:00@, @2026-03-01T09:00@, NULL, NULL, NULL, NULL, NULL, 0, 0),
  ('unmatched', NULL, @2026-02-28T23:30@, @2026-02-01T09:00@, NULL, NULL, NULL, NULL, NULL, 0, 1);
INSERT INTO a_touch (kind, direction, account, at, minutes) VALUES
  ('meeting', 'both', 'A3', @2026-03-20T10:00@, 60),
  ('meeting', 'both', 'A3', @2026-03-31T11:00@, 60),
  ('meeting', 'both', 'A3', @2026-03-31T11:30@, 60),
  ('note', 'both', 'A3', @2025-06-01T10:00@, NULL);
