-- SPDX-License-Identifier: MIT
-- contacts as its CSV has it (00 §5).
-- in:
-- out: id, account, name, title, role, emails, phones, channel_pref, left:d
SELECT c.ext_id AS "id",
  a.ext_id AS "account",
  c.full_name AS "name",
  c.title AS "title",
  c.role AS "role",
  (SELECT GROUP_CONCAT(w.value, ' ') FROM (SELECT x.value FROM contact_address x WHERE x.contact_id = c.id AND x.kind = 'email' ORDER BY x.value) AS w) AS "emails",
  (SELECT GROUP_CONCAT(w.value, '|') FROM (SELECT x.value FROM contact_address x WHERE x.contact_id = c.id AND x.kind = 'phone' ORDER BY x.value) AS w) AS "phones",
  c.channel_pref AS "channel_pref",
  c.left_day AS "left:d"
FROM contact c JOIN account a ON a.id = c.account_id ORDER BY c.ext_id;
