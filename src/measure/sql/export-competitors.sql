-- SPDX-License-Identifier: MIT
-- competitors as its CSV has it (09 §9.7).
-- in:
-- out: name, aliases
SELECT c.name AS "name",
  c.aliases AS "aliases"
FROM competitor c ORDER BY c.name;
