-- SPDX-License-Identifier: MIT
-- scene: sales
INSERT INTO a_move (lead, stage, at) VALUES ('L6', 'active', @2026-04-01T10:00@), ('L6', 'lost', @2026-04-02T10:00@), ('L6', 'active', @2026-05-02T10:00@);
