-- SPDX-License-Identifier: MIT
-- A1: an inbound mail; A2: a meeting after a mail; A3: only what does not count; A4: nothing.
INSERT INTO calendar_source (name, coverage_from_day, state, last_ok_at) VALUES ('work', #2026-01-12#, 'ok', 1);
INSERT INTO an_account (ext, lifecycle, tier, segment) VALUES ('A1', 'customer', 1, 'sports'), ('A2', 'customer', 2, 'union'), ('A3', 'prospect', NULL, NULL);
INSERT INTO an_account (ext) VALUES ('A4');
INSERT INTO a_touch (kind, direction, account, at, human, copied, outcome) VALUES
  ('email', 'in', 'A1', @2026-03-17T23:30@, 1, 0, NULL),
  ('email', 'out', 'A1', @2026-03-30T10:00@, 1, 0, NULL),
  ('email', 'in', 'A1', @2026-03-30T10:00@, 1, 1, NULL),
  ('email', 'in', 'A2', @2026-03-02T10:00@, 1, 0, NULL),
  ('call', 'out', 'A3', @2026-03-30T10:00@, 1, 0, 'not_interested'),
  ('call', 'out', 'A3', @2026-03-30T11:00@, 1, 0, 'no_answer'),
  ('email', 'in', 'A3', @2026-03-30T12:00@, 0, 0, NULL),
  ('note', 'in', 'A3', @2026-03-30T12:00@, 1, 0, NULL);
INSERT INTO a_meeting (uid, start, booked, account, partstat) VALUES
  ('met', @2026-03-25T10:00@, @2026-03-01T09:00@, 'A2', NULL),
  ('declined', @2026-03-27T10:00@, @2026-03-01T09:00@, 'A2', 'declined');
