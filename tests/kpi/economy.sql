-- SPDX-License-Identifier: MIT
-- Customers with invoices, subscriptions, the deals that made them and what their sources cost, by hand.
INSERT OR IGNORE INTO service (id, code, name, category) VALUES (1, 'satori-chat', 'satori-chat', 'recurring'), (4, 'satori-uppstart', 'Uppstart', 'one_off');
INSERT OR IGNORE INTO lead_source (id, code, name, category) VALUES (2, 'cold_calling', 'Cold calling', 'cold_calling');
INSERT INTO an_account (ext, lifecycle, since, churned) VALUES ('A', 'customer', #2023-01-10#, NULL), ('B', 'customer', #2025-01-01#, NULL),
  ('C', 'former', #2024-06-01#, #2025-06-01#), ('E', 'customer', NULL, NULL);
INSERT INTO a_lead (ext, account, created, stage, kind) VALUES ('LA', 'A', @2022-12-11T10:00@, 'prospect', NULL), ('LB', 'B', @2025-01-01T10:00@, 'prospect', NULL),
  ('LC', 'C', @2024-05-20T10:00@, 'prospect', NULL), ('LX', 'A', @2025-04-01T10:00@, 'prospect', 'expansion');
INSERT INTO a_move (lead, stage, at) VALUES ('LA', 'won', @2023-01-10T12:00@), ('LB', 'won', @2025-01-01T12:00@), ('LC', 'won', @2024-06-01T12:00@),
  ('LX', 'won', @2025-05-05T12:00@);
UPDATE lead SET amount_ore = 15000000, service_id = 4, source_id = 1 WHERE ext_id = 'LA';
UPDATE lead SET amount_ore = 6000000, service_id = 1, source_id = 1 WHERE ext_id = 'LB';
UPDATE lead SET amount_ore = 8000000, service_id = 1, source_id = 2 WHERE ext_id = 'LC';
UPDATE lead SET amount_ore = 7000000, service_id = 1 WHERE ext_id = 'LX';
INSERT INTO a_touch (kind, direction, account, at) VALUES ('email', 'out', 'C', @2024-05-02T09:00@), ('note', 'out', 'C', @2024-01-02T09:00@);
INSERT INTO subscription (id, account_id, service_id, start_day, end_day, committed_until_day, ext_id)
SELECT s.id, a.id, 1, #2025-01-01#, s.ended, s.until, 'S' || s.id FROM (
  SELECT 1 AS id, 'B' AS account, NULL AS ended, #2026-08-31# AS until UNION ALL SELECT 2, 'E', #2026-01-15#, NULL) s JOIN account a ON a.ext_id = s.account;
INSERT INTO subscription_change (subscription_id, effective_day, quantity, unit_price_ore, interval_months, mrr_ore) VALUES
  (1, #2025-01-01#, 10, 10000, 1, 100000), (2, #2025-01-01#, 5, 10000, 1, 50000);
INSERT INTO invoice (id, account_id, number, invoice_day, status)
SELECT i.id, a.id, i.id, i.day, i.status FROM (
  SELECT 1 AS id, 'A' AS account, #2023-01-20# AS day, 'paid' AS status UNION ALL SELECT 2, 'A', #2024-05-01#, 'paid' UNION ALL SELECT 3, 'A', #2026-03-01#, 'issued'
  UNION ALL SELECT 4, 'B', #2025-02-01#, 'paid' UNION ALL SELECT 5, 'B', #2026-01-15#, 'issued' UNION ALL SELECT 6, 'C', #2024-07-01#, 'paid'
  UNION ALL SELECT 7, 'B', #2026-02-15#, 'void') i JOIN account a ON a.ext_id = i.account;
INSERT INTO invoice_line (invoice_id, line_no, category, net_ore, lead_id) VALUES
  (1, 1, 'one_off', 10000000, (SELECT id FROM lead WHERE ext_id = 'LA')), (2, 1, 'one_off', 2000000, NULL), (3, 1, 'one_off', 5000000, NULL), (4, 1, 'one_off', 3000000, NULL),
  (5, 1, 'recurring', 1000000, NULL), (6, 1, 'one_off', 4000000, NULL), (7, 1, 'one_off', 88800000, NULL);
INSERT INTO source_cost (source_id, from_day, to_day, kind, amount_ore, ext_id) VALUES (1, #2024-12-22#, #2025-01-10#, 'staff', 2000001, 'K1'); -- 100,000 a day and an öre
