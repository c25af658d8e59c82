-- SPDX-License-Identifier: MIT
-- sources as its CSV has it (00 §5).
-- in:
-- out: code, name, category, status, test_started:d, conv_target_min_bp, conv_target_max_bp
SELECT code AS "code",
  name AS "name",
  category AS "category",
  status AS "status",
  test_started_day AS "test_started:d",
  conv_target_min_bp AS "conv_target_min_bp",
  conv_target_max_bp AS "conv_target_max_bp"
FROM lead_source ORDER BY code;
