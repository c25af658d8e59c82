-- SPDX-License-Identifier: MIT
-- What each source cost in each `span` (mark, first_day, last_day): every amount is spread evenly over its days, what is left over goes to
-- the first ones, an öre each (15-B19).
spread AS (
  SELECT p.mark, c.source_id, c.from_day, c.amount_ore, c.to_day - c.from_day + 1 AS days,
    CASE WHEN c.from_day > p.first_day THEN c.from_day ELSE p.first_day END AS a, CASE WHEN c.to_day < p.last_day THEN c.to_day ELSE p.last_day END AS b
  FROM span p JOIN source_cost c ON c.from_day <= p.last_day AND c.to_day >= p.first_day
),
share AS (
  SELECT s.mark, s.source_id, (s.b - s.a + 1) * (s.amount_ore / s.days) AS ore, s.from_day + s.amount_ore % s.days - 1 AS more_day, s.a, s.b FROM spread s
),
cost AS (
  SELECT s.mark, s.source_id,
    SUM(s.ore + CASE WHEN s.more_day < s.a THEN 0 WHEN s.more_day < s.b THEN s.more_day - s.a + 1 ELSE s.b - s.a + 1 END) AS ore
  FROM share s GROUP BY s.mark, s.source_id
),
