-- SPDX-License-Identifier: MIT
-- The history decides, not the status of today (15-B5, C4).
INSERT INTO an_account (ext) VALUES ('A1');
INSERT INTO a_lead (ext, account, created, stage, paused_until) VALUES
  ('L1', 'A1', @2026-01-02T10:00@, 'contacted', NULL), ('L2', 'A1', @2026-01-02T10:00@, 'contacted', NULL),
  ('L3', 'A1', @2026-01-02T10:00@, 'contacted', NULL), ('L4', 'A1', @2026-03-31T13:00@, 'prospect', NULL),
  ('L5', 'A1', @2026-01-02T10:00@, 'contacted', #2026-04-01#);
INSERT INTO a_move (lead, stage, at) VALUES ('L2', 'won', @2026-03-15T10:00@), ('L3', 'paused', @2026-02-01T10:00@),
  ('L3', 'active', @2026-03-01T00:00@);
INSERT INTO target (kpi_id, period_kind, low, high, direction, unit) VALUES ('active_leads', 'month', 3, 4, 'range', 'count');
