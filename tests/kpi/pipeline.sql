-- SPDX-License-Identifier: MIT
-- The pipeline of 12 E14 on 2026-03-01, and what became of it in April and May (as 12 E29).
INSERT INTO an_account (ext) VALUES ('A1');
INSERT INTO a_lead (ext, account, created, stage) VALUES ('L1', 'A1', @2025-08-20T10:00@, 'active'), ('L2', 'A1', @2025-09-01T10:00@, 'active'),
  ('L3', 'A1', @2026-02-01T10:00@, 'active'), ('L4', 'A1', @2026-02-01T10:00@, 'active'), ('L5', 'A1', @2026-02-01T10:00@, 'active'),
  ('L6', 'A1', @2026-02-01T10:00@, 'active'), ('L7', 'A1', @2026-04-05T10:00@, 'active'), ('L8', 'A1', @2026-02-01T10:00@, 'active'),
  ('L9', 'A1', @2026-02-01T10:00@, 'contacted');
INSERT INTO a_move (lead, stage, at) VALUES ('L6', 'won', @2026-03-01T10:00@), ('L2', 'won', @2026-04-10T10:00@), ('L4', 'lost', @2026-04-11T10:00@);
UPDATE lead SET probability = 80, amount_ore = 35000000, expected_close_day = #2026-03-20# WHERE ext_id = 'L1';
UPDATE lead SET amount_ore = 50000000, expected_close_day = #2026-03-31# WHERE ext_id = 'L2'; -- the 50 percent of its stage (15-B16)
UPDATE lead SET probability = 5, amount_ore = 15000000, expected_close_day = #2026-05-10# WHERE ext_id = 'L3';
UPDATE lead SET probability = 65, amount_ore = 15000000, expected_close_day = #2026-06-15# WHERE ext_id = 'L4';
UPDATE lead SET probability = 5, amount_ore = 10000000, expected_close_day = #2026-06-30# WHERE ext_id = 'L5';
UPDATE lead SET probability = 90, amount_ore = 10000000, expected_close_day = #2026-03-10# WHERE ext_id = 'L6';
UPDATE lead SET probability = 10, amount_ore = 12000000 WHERE ext_id = 'L7';
UPDATE lead SET probability = 20 WHERE ext_id IN ('L8', 'L9');
INSERT INTO lead_change (lead_id, at, local_day, field, old_value, new_value)
SELECT l.id, c.at, d.local_day, c.field, c.old, c.new FROM (
  SELECT 'L1' AS lead, @2026-04-03T10:00@ AS at, 'amount_ore' AS field, 30000000 AS old, 35000000 AS new
  UNION ALL SELECT 'L1', @2026-04-04T10:00@, 'expected_close_day', #2026-03-20#, #2026-03-20#
  UNION ALL SELECT 'L3', @2026-04-03T10:00@, 'amount_ore', 20000000, 15000000
  UNION ALL SELECT 'L3', @2026-05-02T10:00@, 'probability', 20, 5) c
JOIN lead l ON l.ext_id = c.lead JOIN calendar_day d ON d.start_at <= c.at AND d.end_at > c.at;
