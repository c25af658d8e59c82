-- SPDX-License-Identifier: MIT
-- reviews as its CSV has it (00 §5).
-- in:
-- out: account, kind, held:d, confirmed:b
SELECT a.ext_id AS "account",
  r.kind AS "kind",
  r.held_day AS "held:d",
  r.confirmed AS "confirmed:b"
FROM review r JOIN account a ON a.id = r.account_id ORDER BY a.ext_id, r.held_day, r.kind;
