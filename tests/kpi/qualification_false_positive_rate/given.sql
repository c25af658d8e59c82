-- SPDX-License-Identifier: MIT
-- scene: prospecting
-- a stage of one's own beyond qualified, without its mark: who came there had reached it all the same
INSERT INTO stage (code, name_sv, name_en, ord, kind, default_probability) VALUES ('trial', 'Prov', 'Trial', 65, 'open', 55);
INSERT INTO a_lead (ext, account, created, stage) VALUES ('LX', 'B', @2025-02-01T10:00@, 'prospect');
INSERT INTO a_move (lead, stage, at) VALUES ('LX', 'trial', @2025-03-01T10:00@), ('LX', 'lost', @2025-08-15T10:00@);
