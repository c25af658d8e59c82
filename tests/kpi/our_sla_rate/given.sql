-- SPDX-License-Identifier: MIT
-- Tier 1 has 4 working hours, tier 2 nine, others nine.
INSERT INTO mailbox (name, kind, coverage_from_day, state, last_ok_at) VALUES ('work', 'imap', NULL, 'ok', 1);
INSERT INTO an_account (ext, lifecycle, tier, segment) VALUES ('A1', 'customer', 1, 'sports'), ('A2', 'customer', 2, 'union'), ('A3', 'prospect', NULL, NULL);
INSERT INTO an_episode (key, owed_by, account, opened, closed, closed_by, request) VALUES
  ('u1', 'us', 'A1', @2026-03-23T09:00@, @2026-03-23T13:00@, NULL, 0),
  ('u2', 'us', 'A1', @2026-03-23T10:00@, @2026-03-23T14:00:01@, NULL, 0),
  ('u3', 'us', 'A2', @2026-03-24T16:00@, @2026-03-25T16:00@, NULL, 0),
  ('u4', 'us', 'A3', @2026-03-27T16:30@, NULL, NULL, 0),
  ('u5', 'us', 'A1', @2026-03-23T09:00@, @2026-03-23T12:00@, 'meeting', 0),
  ('u6', 'us', 'A1', @2026-03-23T08:00@, @2026-03-27T08:00@, NULL, 1);
