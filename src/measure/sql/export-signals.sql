-- SPDX-License-Identifier: MIT
-- signals as its CSV has it (17-L7).
-- in:
-- out: id, kind, account, lead, noted:i, note
SELECT m.ext_id AS "id",
  m.kind AS "kind",
  a.ext_id AS "account",
  l.ext_id AS "lead",
  m.noted_at AS "noted:i",
  m.note AS "note"
FROM manual_signal m LEFT JOIN lead l ON l.id = m.lead_id JOIN account a ON a.id = COALESCE(l.account_id, m.account_id)
ORDER BY m.noted_at, m.ext_id;
