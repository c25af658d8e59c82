-- SPDX-License-Identifier: MIT
-- Ten leads of an account that is too small, twenty of one that scores 4, decided in two months.
INSERT INTO an_account (ext, segment) VALUES ('A', 'sports'), ('B', 'sports');
UPDATE account SET employees = CASE ext_id WHEN 'A' THEN 20 ELSE 100 END;
CREATE TEMP TABLE tally AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30) SELECT i FROM n;
INSERT INTO a_lead (ext, account, created, stage) SELECT 'L' || i, CASE WHEN i <= 10 THEN 'A' ELSE 'B' END, @2025-10-01T10:00@, 'prospect' FROM tally;
INSERT INTO a_move (lead, stage, at) SELECT 'L' || i, CASE WHEN i = 10 OR i > 25 THEN 'won' ELSE 'lost' END, CASE WHEN i < 10 THEN @2026-01-15T10:00@ ELSE @2026-02-15T10:00@ END FROM tally;
