-- SPDX-License-Identifier: MIT
-- scene: relations
-- A second project of B: its one answer, which names neither, is one answer still
INSERT INTO project (account_id, service_id, start_day, delivered_day, status, ext_id) SELECT a.id, 4, #2025-08-01#, #2025-09-20#, 'delivered', 'J4' FROM account a WHERE a.ext_id = 'B';
