-- SPDX-License-Identifier: MIT
-- 12 E22: Thursday 2026-03-26 to Monday 2026-03-30.
INSERT INTO an_account (ext) VALUES ('A1');
INSERT INTO a_lead (ext, account, created, stage) VALUES ('L1', 'A1', @2026-01-05T10:00@, 'contacted'), ('L2', 'A1', @2026-01-05T10:00@, 'contacted');
INSERT INTO a_touch (kind, direction, account, at, lead, copied, human) VALUES
  ('call', 'out', 'A1', @2026-03-27T09:00@, 'L1', 0, 1), ('call', 'out', 'A1', @2026-03-27T10:00@, 'L1', 0, 1),
  ('email', 'out', 'A1', @2026-03-27T11:00@, 'L2', 0, 1), ('email', 'out', 'A1', @2026-03-27T12:00@, 'L2', 0, 1),
  ('email', 'in', 'A1', @2026-03-27T13:00@, 'L2', 0, 1), ('call', 'out', 'A1', @2026-03-28T10:00@, 'L1', 0, 1),
  ('linkedin', 'out', 'A1', @2026-03-30T10:00@, 'L1', 0, 1),
  ('email', 'out', 'A1', @2026-03-30T10:00@, NULL, 0, 1), ('email', 'out', 'A1', @2026-03-30T10:00@, 'L1', 1, 1),
  ('note', 'out', 'A1', @2026-03-30T10:00@, 'L1', 0, 1);
INSERT INTO a_touch (kind, direction, account, at, lead, thread) VALUES ('email', 'out', 'A1', @2026-03-30T11:00@, 'L2', 7);
INSERT INTO an_episode (key, owed_by, account, opened, closed, state, thread) VALUES ('b', 'them', 'A1', @2026-03-30T11:00@, @2026-03-30T11:01@, 'bounced', 7);
INSERT INTO target (kpi_id, period_kind, low, direction, unit) VALUES ('contact_attempts_per_day', 'day', 20, 'higher', 'per_workday');
