-- SPDX-License-Identifier: MIT
-- Five wins, 0, 2, 10, 10 and 20 days late, the last one of the 5th of March, and an opportunity.
INSERT INTO an_account (ext) VALUES ('A');
INSERT INTO a_lead (ext, account, created, stage) VALUES ('L1', 'A', @2025-11-01T10:00@, 'prospect'), ('L2', 'A', @2025-11-01T10:00@, 'prospect'), ('L3', 'A', @2025-11-01T10:00@, 'prospect'),
  ('L4', 'A', @2025-11-01T10:00@, 'prospect'), ('L5', 'A', @2025-11-01T10:00@, 'prospect'), ('L9', 'A', @2025-11-01T10:00@, 'active');
INSERT INTO a_move (lead, stage, at) VALUES ('L1', 'won', @2026-03-01T10:00@), ('L2', 'won', @2026-03-02T10:00@), ('L3', 'won', @2026-03-03T10:00@), ('L4', 'won', @2026-03-04T10:00@),
  ('L5', 'won', @2026-03-05T10:00@);
UPDATE lead SET expected_close_day = CASE ext_id WHEN 'L1' THEN #2026-03-01# WHEN 'L2' THEN #2026-02-28# WHEN 'L3' THEN #2026-02-21# WHEN 'L4' THEN #2026-02-22# WHEN 'L5' THEN #2026-02-13#
  ELSE #2026-05-01# END;
