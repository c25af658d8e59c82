-- SPDX-License-Identifier: MIT
-- value-notes as its CSV has it (00 §5).
-- in:
-- out: account, date:d, kind, note, amount:o
SELECT a.ext_id AS "account",
  v.local_day AS "date:d",
  v.kind AS "kind",
  v.note AS "note",
  v.amount_ore AS "amount:o"
FROM value_note v JOIN account a ON a.id = v.account_id ORDER BY a.ext_id, v.local_day, v.id;
