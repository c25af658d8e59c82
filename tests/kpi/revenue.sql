-- SPDX-License-Identifier: MIT
-- Subscriptions and invoices by hand: 12 E10 and E17, with services and contracts added.
INSERT OR IGNORE INTO service (id, code, name, category) VALUES (1, 'satori-chat', 'satori-chat', 'recurring'), (2, 'radgivningsretainer', 'Retainer', 'recurring'),
  (3, 'support', 'Support', 'recurring'), (4, 'satori-uppstart', 'Uppstart', 'one_off');
INSERT INTO an_account (ext, lifecycle, since) VALUES ('A', 'customer', #2026-01-15#), ('B', 'customer', #2026-01-01#), ('C', 'customer', #2025-11-01#), ('D', 'customer', NULL),
  ('E', 'customer', NULL), ('F', 'customer', NULL), ('G', 'customer', NULL);
UPDATE account SET employees = 100 WHERE ext_id = 'A';
INSERT INTO subscription (id, account_id, service_id, start_day, end_day, committed_until_day, notice_days, ext_id)
SELECT s.id, a.id, s.service, s.start, s.ended, s.until, s.notice, s.ext FROM (
  SELECT 1 AS id, 'A' AS account, 1 AS service, #2026-01-15# AS start, #2026-04-01# AS ended, NULL AS until, 90 AS notice, 'SA' AS ext
  UNION ALL SELECT 2, 'B', 2, #2026-01-01#, NULL, #2026-08-31#, 60, 'SB'
  UNION ALL SELECT 3, 'B', 3, #2026-02-01#, #2026-03-01#, NULL, 90, 'SC'
  UNION ALL SELECT 4, 'C', 1, #2025-11-01#, #2026-01-01#, NULL, 90, 'SD'
  UNION ALL SELECT 5, 'C', 1, #2026-03-05#, NULL, NULL, 90, 'SE') s JOIN account a ON a.ext_id = s.account;
INSERT INTO subscription_change (subscription_id, effective_day, quantity, unit_price_ore, interval_months, mrr_ore) VALUES
  (1, #2026-01-15#, 20, 15000, 1, 300000), (1, #2026-02-10#, 30, 15000, 1, 450000), (2, #2026-01-01#, 1, 12000000, 12, 1000000),
  (3, #2026-02-01#, 1, 200000, 1, 200000), (4, #2025-11-01#, 10, 15000, 1, 150000), (5, #2026-03-05#, 8, 15000, 1, 120000);
INSERT INTO invoice (id, account_id, number, invoice_day, status)
SELECT i.id, a.id, i.id, i.day, i.status FROM (
  SELECT 1 AS id, 'A' AS account, #2026-01-10# AS day, 'issued' AS status UNION ALL SELECT 2, 'A', #2026-01-31#, 'paid' UNION ALL SELECT 3, 'A', #2026-02-10#, 'issued'
  UNION ALL SELECT 4, 'B', #2026-02-01#, 'issued' UNION ALL SELECT 5, 'C', #2026-03-31#, 'issued' UNION ALL SELECT 6, 'D', #2026-02-15#, 'issued'
  UNION ALL SELECT 7, 'E', #2026-03-01#, 'issued' UNION ALL SELECT 8, 'F', #2026-03-02#, 'issued' UNION ALL SELECT 9, 'G', #2025-12-30#, 'issued'
  UNION ALL SELECT 10, 'G', #2026-02-02#, 'void') i JOIN account a ON a.ext_id = i.account;
INSERT INTO invoice_line (invoice_id, line_no, service_id, category, net_ore) VALUES
  (1, 1, 4, 'one_off', 40000000), (2, 1, 1, 'recurring', 450000), (3, 1, 4, 'one_off', -5000000), (4, 1, 1, 'recurring', 1000000), (4, 2, 4, 'one_off', 15000000),
  (5, 1, 3, 'recurring', 150000), (6, 1, NULL, 'one_off', 10000000), (7, 1, NULL, 'one_off', 8000000), (8, 1, NULL, 'one_off', 6000000),
  (9, 1, NULL, 'one_off', 9000000), (10, 1, NULL, 'one_off', 99900000);
