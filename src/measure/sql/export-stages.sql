-- SPDX-License-Identifier: MIT
-- stages as its CSV has it (00 §5).
-- in:
-- out: code, name_sv, name_en, ord, kind, is_contacted:b, is_interested:b, is_qualified:b, is_opportunity:b, default_probability, stale_days
SELECT code AS "code",
  name_sv AS "name_sv",
  name_en AS "name_en",
  ord AS "ord",
  kind AS "kind",
  is_contacted AS "is_contacted:b",
  is_interested AS "is_interested:b",
  is_qualified AS "is_qualified:b",
  is_opportunity AS "is_opportunity:b",
  default_probability AS "default_probability",
  stale_days AS "stale_days"
FROM stage ORDER BY ord;
