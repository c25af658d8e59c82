-- SPDX-License-Identifier: MIT
-- Two deals a month from November on, larger by 1,000 kronor each month, but for one month that is odd.
INSERT INTO an_account (ext) VALUES ('A');
INSERT INTO a_lead (ext, account, created, stage) SELECT 'L' || n.i, 'A', @2025-10-01T10:00@, 'prospect' FROM (
  SELECT 1 AS i UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9 UNION ALL SELECT 10) n;
INSERT INTO a_move (lead, stage, at) VALUES ('L1', 'won', @2025-11-05T10:00@), ('L2', 'won', @2025-11-06T10:00@), ('L3', 'won', @2025-12-05T10:00@), ('L4', 'won', @2025-12-06T10:00@),
  ('L5', 'won', @2026-01-05T10:00@), ('L6', 'won', @2026-01-06T10:00@), ('L7', 'won', @2026-02-05T10:00@), ('L8', 'won', @2026-02-06T10:00@), ('L9', 'won', @2026-03-05T10:00@),
  ('L10', 'won', @2026-03-06T10:00@);
UPDATE lead SET amount_ore = CASE WHEN ext_id IN ('L1', 'L2') THEN 1000000 WHEN ext_id = 'L3' THEN 1050000 WHEN ext_id = 'L4' THEN 1150000 WHEN ext_id IN ('L5', 'L6') THEN 1200000
  WHEN ext_id IN ('L7', 'L8') THEN 1300000 ELSE 5000000 END;
