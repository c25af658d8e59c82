-- SPDX-License-Identifier: MIT
-- 12 E9: last activity 03-17 (14 days), 03-16 (15), 01-30 (60, a move), 01-29 (61, notes do not count), 03-30, paused.
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
INSERT INTO target (kpi_id, period_kind, high, direction, unit) VALUES ('stagnation_rate', 'month', 50, 'lower', 'percent');
-- What happened before its beginning is all that happened: 30 days ago, though it was entered yesterday (15-C17).
INSERT INTO a_lead (ext, account, created, stage) VALUES ('L7', 'A1', @2026-06-30T10:00@, 'contacted');
UPDATE lead_stage_history SET at = @2026-06-01T10:00@, local_day = #2026-06-01# WHERE lead_id = (SELECT id FROM lead WHERE ext_id = 'L7');
