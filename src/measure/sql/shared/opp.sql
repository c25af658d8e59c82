-- SPDX-License-Identifier: MIT
-- The pipeline at the instants of `mark` (mark, at), told by the history of stages and of fields and not by what leads are now
-- (15-A5, B5, B7, B16, B17, C4). A value at t is the old one of the earliest change after t.
-- stood: mark, at, lead_id, stage_id, kind, is_opportunity -- every lead that existed, with the stage it was in
-- pending: the columns of stood -- those of them that were open; its halves are filtered before they are joined, so that a partial index of
--        open leads is read and not every lead. The status of a lead is the kind of its stage (keep/lead.c).
-- opp:   mark, at, lead_id, ext_id, name, stage, probability (percent), entered (the same where somebody entered it, else NULL), amount_ore or NULL,
--        close_day or NULL -- OPP of 01 §1.7
--        A lead that has not moved since is where its latest row put it. No local day begins more than a day before its number says: that bounds
--        the index of days.
shifted AS MATERIALIZED (
  SELECT DISTINCT m.mark, m.at, h.lead_id FROM mark m JOIN lead_stage_history h ON h.local_day >= m.at / 86400 - 1 AND h.at > m.at
),
stayed AS NOT MATERIALIZED (
  SELECT m.mark, m.at, l.id AS lead_id, s.id AS stage_id, s.code AS stage, l.status AS kind, s.is_opportunity, s.default_probability
  FROM mark m JOIN lead l ON l.created_at <= m.at JOIN stage s ON s.id = l.stage_id LEFT JOIN shifted x ON x.mark = m.mark AND x.lead_id = l.id
  WHERE x.lead_id IS NULL
    -- account: AND l.account_id = :account
),
returned AS NOT MATERIALIZED (
  SELECT x.mark, x.at, x.lead_id, s.id AS stage_id, s.code AS stage, s.kind, s.is_opportunity, s.default_probability
  FROM shifted x JOIN lead l ON l.id = x.lead_id AND l.created_at <= x.at
    -- account: AND l.account_id = :account
    JOIN stage s ON s.id = COALESCE(
    (SELECT h.to_stage_id FROM lead_stage_history h WHERE h.lead_id = x.lead_id AND h.at <= x.at ORDER BY h.at DESC, h.id DESC LIMIT 1),
    (SELECT p.id FROM stage p WHERE p.code = 'prospect'))
),
stood AS NOT MATERIALIZED (
  SELECT y.* FROM stayed y UNION ALL SELECT r.* FROM returned r
),
pending AS NOT MATERIALIZED (
  SELECT y.* FROM stayed y WHERE y.kind = 'open' UNION ALL SELECT r.* FROM returned r WHERE r.kind = 'open'
),
altered AS MATERIALIZED (
  SELECT t.mark, t.at, t.lead_id, t.stage, t.default_probability,
    (SELECT c.id FROM lead_change c WHERE c.lead_id = t.lead_id AND c.at > t.at AND c.field = 'probability' ORDER BY c.at, c.id LIMIT 1) AS by_p,
    (SELECT c.id FROM lead_change c WHERE c.lead_id = t.lead_id AND c.at > t.at AND c.field = 'amount_ore' ORDER BY c.at, c.id LIMIT 1) AS by_a,
    (SELECT c.id FROM lead_change c WHERE c.lead_id = t.lead_id AND c.at > t.at AND c.field = 'expected_close_day' ORDER BY c.at, c.id LIMIT 1) AS by_d
  FROM pending t WHERE t.is_opportunity = 1
),
opp AS MATERIALIZED (
  SELECT t.mark, t.at, l.id AS lead_id, l.ext_id, l.name, t.stage,
    COALESCE(CASE WHEN p.id IS NULL THEN l.probability ELSE p.old_value END, t.default_probability) AS probability,
    CASE WHEN p.id IS NULL THEN l.probability ELSE p.old_value END AS entered,
    COALESCE(CASE WHEN a.id IS NULL THEN l.amount_ore ELSE a.old_value END,
      CASE WHEN v.code = 'satori-chat' THEN l.users * 15000 * l.term_months END) AS amount_ore,
    CASE WHEN d.id IS NULL THEN l.expected_close_day ELSE d.old_value END AS close_day
  FROM altered t JOIN lead l ON l.id = t.lead_id LEFT JOIN service v ON v.id = l.service_id
  LEFT JOIN lead_change p ON p.id = t.by_p LEFT JOIN lead_change a ON a.id = t.by_a LEFT JOIN lead_change d ON d.id = t.by_d
),
