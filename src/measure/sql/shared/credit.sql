-- SPDX-License-Identifier: MIT
-- What each touch of the leads won in the period is credited with, by the weights of `weighed` (lead_id, touch, source, place, w): öre for öre, the
-- rest to the largest remainders, the earlier touch first (15-C41). Remainders are compared as multiples of 1 / shares: whole weights stay exact.
part AS (
  SELECT w.lead_id, w.touch, w.source, w.place, g.ext_id, g.closed_day, g.amount_ore,
    g.amount_ore * w.w AS share, SUM(w.w) OVER (PARTITION BY w.lead_id) AS shares,
    CAST(floor(g.amount_ore * w.w / SUM(w.w) OVER (PARTITION BY w.lead_id)) AS INTEGER) AS whole_ore
  FROM weighed w JOIN gain g ON g.id = w.lead_id
),
ordered AS (
  SELECT p.lead_id, p.ext_id, p.closed_day, p.source, p.place, p.whole_ore, p.amount_ore - SUM(p.whole_ore) OVER (PARTITION BY p.lead_id) AS rest,
    ROW_NUMBER() OVER (PARTITION BY p.lead_id ORDER BY p.share - p.whole_ore * p.shares DESC, p.place) AS turn
  FROM part p
),
unit AS (
  SELECT o.ext_id AS lead, o.closed_day, o.source, o.place, o.whole_ore + CASE WHEN o.turn <= o.rest THEN 1 ELSE 0 END AS credit_ore
  FROM ordered o ORDER BY o.closed_day, o.ext_id, o.place
),
