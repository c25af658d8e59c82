-- SPDX-License-Identifier: MIT
-- services as its CSV has it (00 §5).
-- in:
-- out: code, name, category, unit, list_price_ore, std_duration_days, cycle_target_min_days, cycle_target_max_days, status
SELECT code AS "code",
  name AS "name",
  category AS "category",
  unit AS "unit",
  list_price_ore AS "list_price_ore",
  std_duration_days AS "std_duration_days",
  cycle_target_min_days AS "cycle_target_min_days",
  cycle_target_max_days AS "cycle_target_max_days",
  status AS "status"
FROM service ORDER BY code;
