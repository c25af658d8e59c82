-- SPDX-License-Identifier: MIT
-- 12 E3, an invitation beside it, and a mailbox read from 2026-01-01 on.
INSERT INTO mailbox (name, kind, coverage_from_day, state, last_ok_at) VALUES ('work', 'imap', #2026-01-01#, 'ok', 1);
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
INSERT INTO an_episode (key, owed_by, account, opened, closed, state, invite) VALUES
  ('i1', 'them', 'A1', @2026-03-02T09:00@, @2026-03-02T10:00@, NULL, 1),
  ('s1', 'them', 'A1', @2026-03-04T09:00@, @2026-03-05T10:00@, 'superseded', 0);
INSERT INTO target (kpi_id, period_kind, low, direction, unit) VALUES ('response_rate', 'month', 50, 'higher', 'percent');
