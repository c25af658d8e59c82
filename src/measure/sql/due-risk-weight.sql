-- SPDX-License-Identifier: MIT
-- What a sign weighs that was found just now (spec 09 §9.7).
-- in:
-- out: rule, weight
WITH
-- use: heavy
kind AS (
  SELECT rule, weight FROM heavy
)
SELECT rule, weight FROM kind ORDER BY rule;
