-- SPDX-License-Identifier: MIT
-- By the local day of creation, new business only; March 2026 has 22 workdays (12 E30).
INSERT INTO an_account (ext) VALUES ('A1');
INSERT INTO a_lead (ext, account, created, stage, kind) VALUES
  ('L1', 'A1', @2026-02-28T23:59@, 'prospect', NULL), ('L2', 'A1', @2026-03-01T00:00@, 'prospect', NULL),
  ('L3', 'A1', @2026-03-16T10:00@, 'prospect', NULL), ('L4', 'A1', @2026-03-17T10:00@, 'prospect', 'expansion'),
  ('L5', 'A1', @2026-03-31T23:59@, 'won', NULL);
INSERT INTO target (kpi_id, period_kind, low, high, direction, unit) VALUES ('new_leads', 'month', 4, 6, 'range', 'count');
