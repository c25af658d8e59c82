-- SPDX-License-Identifier: MIT
-- By how many days each win of the period came later than was first expected (15-C12).
-- use: closed
hoped AS (
  SELECT c.ext_id, c.name, c.closed_day, COALESCE(x.old_value, CASE WHEN x.at <= :now THEN x.new_value END,
    CASE WHEN x.id IS NULL THEN l.expected_close_day END) AS first_day
  FROM closed c JOIN lead l ON l.id = c.id LEFT JOIN lead_change x ON x.id =
    (SELECT y.id FROM lead_change y WHERE y.lead_id = c.id AND y.field = 'expected_close_day' ORDER BY y.at, y.id LIMIT 1)
  WHERE c.status = 'won' AND c.closed_day BETWEEN :first AND :last
),
slipped AS (
  SELECT ext_id AS lead, name, first_day, closed_day, closed_day - first_day AS days FROM hoped WHERE first_day IS NOT NULL
),
