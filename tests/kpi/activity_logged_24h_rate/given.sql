-- SPDX-License-Identifier: MIT
-- 12 E32: over the night of the changing clocks; imports and backfill never count.
INSERT INTO an_account (ext) VALUES ('A1');
INSERT INTO a_touch (kind, direction, account, at, logged, ingest) VALUES
  ('call', 'out', 'A1', @2026-03-28T20:00@, @2026-03-29T20:00@, 'manual'),
  ('call', 'out', 'A1', @2026-03-28T20:00@, @2026-03-29T21:00@, 'manual'),
  ('call', 'out', 'A1', @2026-03-28T20:00@, @2026-03-29T21:01@, 'manual'),
  ('email', 'in', 'A1', @2026-03-28T20:00@, @2026-03-28T20:01@, 'auto'),
  ('email', 'in', 'A1', @2026-03-28T20:00@, @2026-04-28T20:01@, 'import'),
  ('email', 'in', 'A1', @2026-03-28T20:00@, @2026-04-28T20:01@, 'backfill');
