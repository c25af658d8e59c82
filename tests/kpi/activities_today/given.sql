-- SPDX-License-Identifier: MIT
-- Everything human of the day but notes; a meeting when it is over.
INSERT INTO an_account (ext, lifecycle, tier, segment) VALUES ('A1', 'customer', 1, 'sports'), ('A2', 'customer', 2, 'union'), ('A3', 'prospect', NULL, NULL);
INSERT INTO a_touch (kind, direction, account, at, human, minutes) VALUES
  ('email', 'in', 'A1', @2026-03-29T00:00@, 1, NULL),
  ('email', 'out', 'A1', @2026-03-29T23:59@, 1, NULL),
  ('call', 'out', 'A2', @2026-03-29T10:00@, 1, NULL),
  ('note', 'out', 'A2', @2026-03-29T10:00@, 1, NULL),
  ('email', 'in', 'A2', @2026-03-29T10:00@, 0, NULL),
  ('meeting', 'both', 'A3', @2026-03-29T22:30@, 1, 60),
  ('email', 'in', 'A3', @2026-03-28T23:59@, 1, NULL);
