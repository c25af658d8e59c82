-- SPDX-License-Identifier: MIT
-- Customers with projects, chat users, answers, references, notes of value and the deals that made them, by hand.
INSERT OR IGNORE INTO service (id, code, name, category) VALUES (1, 'satori-chat', 'satori-chat', 'recurring'), (4, 'satori-uppstart', 'Uppstart', 'one_off');
INSERT INTO an_account (ext, lifecycle, tier, since) VALUES ('A', 'customer', 1, #2025-01-01#), ('B', 'customer', 2, #2025-09-01#), ('C', 'customer', 3, #2024-01-01#),
  ('P', 'prospect', NULL, NULL), ('Q', 'prospect', NULL, NULL);
UPDATE account SET employees = CASE ext_id WHEN 'B' THEN 60 WHEN 'P' THEN 250 END;
INSERT INTO a_contact (ext, account) VALUES ('C1', 'A'), ('C2', 'A');
INSERT INTO a_lead (ext, account, created, stage, kind) VALUES ('LA', 'A', @2024-12-01T10:00@, 'prospect', NULL), ('LB', 'B', @2025-12-01T10:00@, 'prospect', NULL),
  ('LC', 'C', @2023-12-01T10:00@, 'prospect', NULL), ('LR', 'P', @2025-10-02T10:00@, 'prospect', NULL), ('LT', 'Q', @2025-10-02T10:00@, 'prospect', NULL);
INSERT INTO a_move (lead, stage, at) VALUES ('LA', 'won', @2025-01-01T12:00@), ('LB', 'won', @2026-03-01T12:00@), ('LC', 'won', @2024-01-01T12:00@), ('LR', 'won', @2025-12-01T12:00@);
INSERT INTO project (account_id, service_id, start_day, delivered_day, status, ext_id)
SELECT a.id, 4, p.start, p.done, 'delivered', p.ext FROM (
  SELECT 'J1' AS ext, 'A' AS account, #2025-07-01# AS start, #2025-09-01# AS done UNION ALL SELECT 'J2', 'B', #2025-08-01#, #2025-08-31#
  UNION ALL SELECT 'J3', 'C', NULL, #2025-09-15#) p JOIN account a ON a.ext_id = p.account;
INSERT INTO subscription (id, account_id, service_id, start_day, ext_id)
SELECT s.id, a.id, 1, s.start, 'S' || s.id FROM (SELECT 1 AS id, 'A' AS account, #2025-10-01# AS start UNION ALL SELECT 2, 'C', #2024-05-01#) s JOIN account a ON a.ext_id = s.account;
INSERT INTO subscription_change (subscription_id, effective_day, quantity, unit_price_ore, interval_months, mrr_ore) VALUES
  (1, #2025-10-01#, 20, 15000, 1, 300000), (1, #2026-01-01#, 30, 15000, 1, 450000), (2, #2024-05-01#, 10, 15000, 1, 150000);
INSERT INTO survey_response (account_id, contact_id, project_id, kind, score, local_day)
SELECT a.id, c.id, j.id, s.kind, s.score, s.day FROM (
  SELECT 'A' AS account, NULL AS contact, 'J1' AS project, 'csat' AS kind, 9 AS score, #2025-09-10# AS day UNION ALL SELECT 'B', NULL, NULL, 'csat', 6, #2025-10-15#
  UNION ALL SELECT 'C', NULL, NULL, 'csat', 3, #2025-11-20# UNION ALL SELECT 'A', 'C1', NULL, 'nps', 3, #2025-06-01# UNION ALL SELECT 'A', 'C1', NULL, 'nps', 9, #2025-12-01#
  UNION ALL SELECT 'A', 'C2', NULL, 'nps', 7, #2025-12-02#) s
JOIN account a ON a.ext_id = s.account LEFT JOIN contact c ON c.ext_id = s.contact LEFT JOIN project j ON j.ext_id = s.project;
INSERT INTO referral (ext_id, referrer_kind, referrer_account_id, lead_id, asked_day, introduced_day, followed_up_day, feedback_day)
SELECT r.ext, 'customer', a.id, l.id, r.asked, r.shown, r.followed, r.told FROM (
  SELECT 'R1' AS ext, 'A' AS account, 'LR' AS lead, #2025-09-20# AS asked, #2025-10-01# AS shown, NULL AS followed, #2025-12-05# AS told
  UNION ALL SELECT 'R2', 'B', NULL, #2025-10-05#, NULL, NULL, NULL UNION ALL SELECT 'R3', 'C', 'LT', NULL, #2026-01-07#, #2026-01-08#, NULL) r
JOIN account a ON a.ext_id = r.account LEFT JOIN lead l ON l.ext_id = r.lead;
INSERT INTO a_touch (kind, direction, account, lead, at) VALUES ('note', 'out', 'P', 'LR', @2025-10-02T09:00@), ('email', 'out', 'P', 'LR', @2025-10-06T09:00@);
INSERT INTO a_touch (kind, direction, account, at) VALUES ('email', 'in', 'A', @2026-03-05T09:00@), ('meeting', 'both', 'A', @2026-03-06T09:00@), ('meeting', 'both', 'B', @2026-03-07T09:00@);
UPDATE touchpoint SET tags = 'viktig reference_request' WHERE local_day = #2026-03-05#;
UPDATE touchpoint SET tags = 'event|mässa' WHERE local_day IN (#2026-03-06#, #2026-03-07#);
INSERT INTO invoice (id, account_id, number, invoice_day, status)
SELECT i.id, a.id, i.id, i.day, 'issued' FROM (SELECT 1 AS id, 'A' AS account, #2025-06-01# AS day UNION ALL SELECT 2, 'C', #2025-06-01#) i JOIN account a ON a.ext_id = i.account;
INSERT INTO invoice_line (invoice_id, line_no, category, net_ore) VALUES (1, 1, 'one_off', 60000000), (2, 1, 'one_off', 25000000);
INSERT INTO value_note (account_id, local_day, kind, amount_ore, note)
SELECT a.id, #2025-06-01#, v.kind, v.ore, 'x' FROM (SELECT 'benefit' AS kind, 80000000 AS ore UNION ALL SELECT 'cost_saving', 10000000 UNION ALL SELECT 'roi_report', 99000000) v JOIN account a ON a.ext_id = 'A';
INSERT INTO signal (id, rule_id, dedup_key, subject_kind, subject_id, account_id, severity, state, opened_at, last_seen_at, resolved_at)
SELECT s.id, s.rule, s.rule || s.id, 'account', a.id, a.id, 2, s.state, @2026-03-01T08:00@, @2026-03-01T08:00@, s.ended FROM (
  SELECT 1 AS id, 'expansion_budget_window' AS rule, 'open' AS state, NULL AS ended UNION ALL SELECT 2, 'expansion_post_delivery', 'resolved', @2026-03-10T08:00@
  UNION ALL SELECT 3, 'lead_stale', 'open', NULL) s JOIN account a ON a.ext_id = 'A';
