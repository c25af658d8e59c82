-- SPDX-License-Identifier: MIT
-- scene: sales
INSERT INTO a_lead (ext, account, created, stage, kind) VALUES ('L7', 'A2', @2026-02-15T10:00@, 'prospect', NULL);
INSERT INTO a_move (lead, stage, at) VALUES ('L7', 'lost', @2026-04-10T10:00@), ('L7', 'won', @2026-05-04T10:00@);
