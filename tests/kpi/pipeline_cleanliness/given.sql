-- SPDX-License-Identifier: MIT
-- 12 E9: L4 has been silent for 61 days.
INSERT INTO an_account (ext) VALUES ('A1');
INSERT INTO a_lead (ext, account, created, stage) VALUES
  ('L1', 'A1', @2026-01-02T10:00@, 'contacted'), ('L2', 'A1', @2026-01-02T10:00@, 'contacted'),
  ('L3', 'A1', @2026-01-02T10:00@, 'contacted'), ('L4', 'A1', @2026-01-02T10:00@, 'contacted'),
  ('L5', 'A1', @2026-01-02T10:00@, 'contacted'), ('L6', 'A1', @2026-01-02T10:00@, 'contacted');
INSERT INTO a_move (lead, stage, at) VALUES ('L6', 'paused', @2026-01-10T10:00@), ('L3', 'active', @2026-01-30T10:00@);
INSERT INTO a_touch (kind, direction, account, at, lead, minutes) VALUES
  ('email', 'out', 'A1', @2026-03-17T23:59@, 'L1', NULL), ('call', 'out', 'A1', @2026-03-16T00:01@, 'L2', NULL),
  ('email', 'in', 'A1', @2026-01-29T10:00@, 'L4', NULL), ('note', 'out', 'A1', @2026-03-29T10:00@, 'L4', NULL),
  ('meeting', 'both', 'A1', @2026-03-30T10:00@, 'L5', 60), ('meeting', 'both', 'A1', @2026-03-31T11:30@, 'L4', 60);
INSERT INTO a_promise (ext, account, created, due, done, lead) VALUES ('F1', 'A1', @2026-03-31T08:00@, #2026-03-31#, @2026-03-31T13:00@, 'L4');
