-- SPDX-License-Identifier: MIT
-- 12 E4: the same data as E3.
INSERT INTO mailbox (name, kind, coverage_from_day, state, last_ok_at) VALUES ('work', 'imap', NULL, 'ok', 1);
INSERT INTO an_account (ext, lifecycle, tier, segment) VALUES ('A1', 'customer', 1, 'sports'), ('A2', 'customer', 2, 'union'), ('A3', 'prospect', NULL, NULL);
INSERT INTO an_episode (key, owed_by, account, opened, closed, state) VALUES
  ('e1', 'them', 'A1', @2026-03-02T12:00@, @2026-03-03T12:00@, NULL),
  ('e2', 'them', 'A1', @2026-03-03T12:00@, NULL, NULL),
  ('e3', 'them', 'A1', @2026-03-05T12:00@, @2026-03-25T12:00@, NULL),
  ('e4', 'them', 'A1', @2026-03-10T12:00@, @2026-03-12T12:00@, NULL),
  ('e5', 'them', 'A1', @2026-03-12T12:00@, @2026-03-12T12:01@, 'bounced'),
  ('e6', 'them', 'A2', @2026-03-16T12:00@, @2026-03-24T12:00@, NULL),
  ('e7', 'them', 'A2', @2026-03-20T12:00@, @2026-03-20T18:00@, NULL),
  ('e8', 'them', 'A3', @2026-03-25T12:00@, NULL, NULL),
  ('e9', 'them', 'A3', @2026-03-30T12:00@, NULL, NULL);
