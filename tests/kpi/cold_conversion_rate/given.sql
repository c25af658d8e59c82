-- SPDX-License-Identifier: MIT
-- scene: cycle
-- Tried without an answer: L8; L5 was never tried, L6 is of another source.
INSERT OR IGNORE INTO lead_source (id, code, name, category) VALUES (2, 'cold_calling', 'Cold calling', 'cold_calling');
INSERT INTO a_lead (ext, account, created, stage) VALUES ('L8', 'A3', @2026-01-15T10:00@, 'prospect');
INSERT INTO a_touch (kind, direction, account, at, lead, outcome) VALUES ('call', 'out', 'A3', @2026-01-16T10:00@, 'L8', 'no_answer');
UPDATE lead SET source_id = (SELECT id FROM lead_source WHERE code = 'cold_calling') WHERE ext_id IN ('L1', 'L2', 'L4', 'L5', 'L8');
