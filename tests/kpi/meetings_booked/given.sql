-- SPDX-License-Identifier: MIT
-- Week 13: a series counts once, a moved meeting not again, a cancelled one counts, one that we decline does not.
INSERT INTO calendar_source (name, coverage_from_day, state, last_ok_at) VALUES ('work', #2026-01-12#, 'ok', 1);
INSERT INTO an_account (ext, lifecycle, tier, segment) VALUES ('A1', 'customer', 1, 'sports'), ('A2', 'customer', 2, 'union'), ('A3', 'prospect', NULL, NULL);
INSERT INTO a_meeting (uid, recurrence, start, booked, account, status, own, external, all_day) VALUES
  ('one', NULL, @2026-04-01T10:00@, @2026-03-23T09:00@, 'A1', NULL, NULL, 1, 0),
  ('series', '1', @2026-04-02T10:00@, @2026-03-24T09:00@, 'A1', NULL, NULL, 1, 0),
  ('series', '2', @2026-04-09T10:00@, @2026-03-24T09:00@, 'A1', NULL, NULL, 1, 0),
  ('moved', '1', @2026-04-03T10:00@, @2026-03-10T09:00@, 'A2', NULL, NULL, 1, 0),
  ('moved', '2', @2026-04-10T10:00@, @2026-03-25T09:00@, 'A2', NULL, NULL, 1, 0),
  ('gone', NULL, @2026-03-27T10:00@, @2026-03-25T09:00@, 'A2', 'cancelled', NULL, 1, 0),
  ('ours no', NULL, @2026-03-30T10:00@, @2026-03-25T09:00@, 'A2', NULL, 'declined', 1, 0),
  ('internal', NULL, @2026-03-30T10:00@, @2026-03-25T09:00@, NULL, NULL, NULL, 0, 0),
  ('whole day', NULL, @2026-03-30T00:00@, @2026-03-25T09:00@, 'A1', NULL, NULL, 1, 1),
  ('sunday', NULL, @2026-04-05T10:00@, @2026-03-29T23:59@, 'A3', NULL, NULL, 1, 0),
  ('monday', NULL, @2026-04-05T10:00@, @2026-03-30T00:00@, 'A3', NULL, NULL, 1, 0);
INSERT INTO target (kpi_id, period_kind, low, high, direction, unit) VALUES ('meetings_booked', 'week', 5, 8, 'higher', 'count');
