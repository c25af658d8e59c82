-- SPDX-License-Identifier: MIT
-- users as its CSV has it (00 §5).
-- in:
-- out: id, name, role, addresses, hour_cost:o
SELECT u.ext_id AS "id",
  u.name AS "name",
  u.role AS "role",
  (SELECT GROUP_CONCAT(w.value, ' ') FROM (SELECT o.value FROM own_address o WHERE o.user_id = u.id ORDER BY o.value) AS w) AS "addresses",
  u.hour_cost_ore AS "hour_cost:o"
FROM app_user u ORDER BY u.ext_id;
