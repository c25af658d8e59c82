-- SPDX-License-Identifier: MIT
-- Exactly 30 days is touched. Prospects and customers that have left are not looked at.
INSERT INTO an_account (ext, lifecycle, since, churned) VALUES
  ('C30', 'customer', #2025-01-01#, NULL), ('C31', 'customer', #2025-01-01#, NULL), ('never', 'customer', NULL, NULL),
  ('left', 'former', #2025-01-01#, #2026-03-31#), ('new', 'customer', #2026-04-01#, NULL), ('P', 'prospect', NULL, NULL);
INSERT INTO a_touch (kind, direction, account, at) VALUES
  ('email', 'in', 'C30', @2026-03-01T00:10@), ('linkedin', 'in', 'C31', @2026-02-28T23:50@), ('email', 'out', 'C31', @2026-03-30T10:00@);
