-- SPDX-License-Identifier: MIT
-- 12 E15: forecasts of the first workdays of October to December, and one that was made a day late.
INSERT INTO an_account (ext) VALUES ('A');
INSERT INTO a_lead (ext, account, created, stage) VALUES ('L1', 'A', @2025-08-01T10:00@, 'prospect'), ('L2', 'A', @2025-08-01T10:00@, 'prospect'), ('L3', 'A', @2025-08-01T10:00@, 'prospect');
INSERT INTO a_move (lead, stage, at) VALUES ('L1', 'won', @2025-10-20T10:00@), ('L2', 'won', @2025-12-20T10:00@), ('L3', 'won', @2026-01-20T10:00@);
UPDATE lead SET amount_ore = CASE ext_id WHEN 'L1' THEN 25000 WHEN 'L2' THEN 15000 ELSE 99900 END;
INSERT INTO forecast_snapshot (taken_at, taken_day, period_kind, period_key, closed_ore, commit_ore, best_case_ore, pipeline_ore, weighted_ore) VALUES
  (@2025-10-01T08:00@, #2025-10-01#, 'month', 202510, 0, 0, 0, 0, 30000), (@2025-11-03T08:00@, #2025-11-03#, 'month', 202511, 0, 0, 0, 0, 20000),
  (@2025-12-01T08:00@, #2025-12-01#, 'month', 202512, 0, 0, 0, 0, 10000), (@2026-01-05T08:00@, #2026-01-05#, 'month', 202601, 0, 0, 0, 0, 10000);
