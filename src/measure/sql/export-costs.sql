-- SPDX-License-Identifier: MIT
-- costs as its CSV has it (00 §5).
-- in:
-- out: id, source, from:d, to:d, kind, amount:o
SELECT c.ext_id AS "id",
  s.code AS "source",
  c.from_day AS "from:d",
  c.to_day AS "to:d",
  c.kind AS "kind",
  c.amount_ore AS "amount:o"
FROM source_cost c JOIN lead_source s ON s.id = c.source_id ORDER BY c.ext_id;
