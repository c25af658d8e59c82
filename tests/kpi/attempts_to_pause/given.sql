-- SPDX-License-Identifier: MIT
-- 12 E23: five attempts and an auto-reply (no touchpoint); L2 was answered, L3 wrote to twice a day, L4 is paused.
INSERT INTO an_account (ext) VALUES ('A1');
INSERT INTO a_lead (ext, account, created, stage) VALUES
  ('L1', 'A1', @2026-01-05T10:00@, 'contacted'), ('L2', 'A1', @2026-01-05T10:00@, 'contacted'),
  ('L3', 'A1', @2026-01-05T10:00@, 'contacted'), ('L4', 'A1', @2026-01-05T10:00@, 'contacted');
INSERT INTO a_move (lead, stage, at) VALUES ('L4', 'paused', @2026-03-20T10:00@);
INSERT INTO a_touch (kind, direction, account, at, lead, outcome, human) VALUES
  ('call', 'out', 'A1', @2026-03-02T10:00@, 'L1', 'no_answer', 1), ('email', 'out', 'A1', @2026-03-03T10:00@, 'L1', NULL, 1),
  ('call', 'out', 'A1', @2026-03-04T10:00@, 'L1', 'voicemail', 1), ('email', 'in', 'A1', @2026-03-04T11:00@, 'L1', NULL, 0),
  ('call', 'out', 'A1', @2026-03-05T10:00@, 'L1', 'no_answer', 1), ('linkedin', 'out', 'A1', @2026-03-06T10:00@, 'L1', NULL, 1),
  ('call', 'out', 'A1', @2026-03-02T10:00@, 'L2', NULL, 1), ('call', 'out', 'A1', @2026-03-03T10:00@, 'L2', NULL, 1),
  ('call', 'out', 'A1', @2026-03-04T10:00@, 'L2', NULL, 1), ('call', 'out', 'A1', @2026-03-05T10:00@, 'L2', NULL, 1),
  ('email', 'in', 'A1', @2026-03-06T10:00@, 'L2', NULL, 1), ('call', 'out', 'A1', @2026-03-07T10:00@, 'L2', NULL, 1),
  ('email', 'out', 'A1', @2026-03-02T10:00@, 'L3', NULL, 1), ('email', 'out', 'A1', @2026-03-02T11:00@, 'L3', NULL, 1),
  ('email', 'out', 'A1', @2026-03-03T10:00@, 'L3', NULL, 1), ('email', 'out', 'A1', @2026-03-04T11:00@, 'L3', NULL, 1),
  ('email', 'out', 'A1', @2026-03-05T11:00@, 'L3', NULL, 1),
  ('call', 'out', 'A1', @2026-03-02T10:00@, 'L4', NULL, 1), ('call', 'out', 'A1', @2026-03-02T11:00@, 'L4', NULL, 1),
  ('call', 'out', 'A1', @2026-03-02T12:00@, 'L4', NULL, 1), ('call', 'out', 'A1', @2026-03-02T13:00@, 'L4', NULL, 1),
  ('call', 'out', 'A1', @2026-03-02T14:00@, 'L4', NULL, 1), ('call', 'out', 'A1', @2026-03-02T15:00@, 'L4', NULL, 1);
