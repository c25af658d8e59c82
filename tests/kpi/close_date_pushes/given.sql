-- SPDX-License-Identifier: MIT
-- scene: cycle
-- before its first move a lead is open: this one is put off in 2024 and moved in 2025
INSERT INTO a_lead (ext, account, created, stage) VALUES ('LX', 'A1', @2024-01-10T10:00@, 'prospect');
DELETE FROM lead_stage_history WHERE lead_id = (SELECT id FROM lead WHERE ext_id = 'LX');
INSERT INTO a_move (lead, stage, at) VALUES ('LX', 'won', @2025-02-01T10:00@);
INSERT INTO lead_change (lead_id, at, local_day, field, old_value, new_value)
SELECT l.id, @2024-02-01T10:00@, #2024-02-01#, 'expected_close_day', #2024-03-01#, #2024-05-01# FROM lead l WHERE l.ext_id = 'LX';
