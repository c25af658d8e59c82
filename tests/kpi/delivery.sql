-- SPDX-License-Identifier: MIT
-- Projects on time and late, leads of the website, and chat contracts of 12, 24 and no months, by hand.
INSERT OR IGNORE INTO service (id, code, name, category) VALUES (1, 'satori-chat', 'satori-chat', 'recurring'), (4, 'satori-uppstart', 'Uppstart', 'one_off');
INSERT OR IGNORE INTO lead_source (id, code, name, category) VALUES (3, 'website', 'Webbplats', 'website');
INSERT INTO an_account (ext) VALUES ('A1');
INSERT INTO project (account_id, service_id, start_day, planned_end_day, delivered_day, status, ext_id)
SELECT a.id, 4, p.start, p.planned, p.done, p.status, p.ext FROM (
  SELECT 'J1' AS ext, #2025-12-01# AS start, #2026-01-26# AS planned, #2026-01-26# AS done, 'delivered' AS status
  UNION ALL SELECT 'J2', #2025-12-01#, #2026-02-22#, #2026-02-23#, 'delivered' UNION ALL SELECT 'J3', NULL, NULL, #2026-03-31#, 'delivered'
  UNION ALL SELECT 'J4', #2026-01-01#, #2026-02-01#, #2026-02-02#, 'cancelled' UNION ALL SELECT 'J5', #2025-10-01#, NULL, #2025-12-31#, 'delivered') p
JOIN account a ON a.ext_id = 'A1';
INSERT INTO a_lead (ext, account, created, stage, kind) VALUES ('L1', 'A1', @2026-01-10T10:00@, 'prospect', NULL), ('L2', 'A1', @2026-01-11T10:00@, 'prospect', NULL),
  ('L3', 'A1', @2026-01-12T10:00@, 'prospect', 'expansion'), ('L4', 'A1', @2026-01-13T10:00@, 'prospect', NULL);
UPDATE lead SET source_id = 3 WHERE ext_id IN ('L1', 'L2', 'L3');
INSERT INTO lead_touch_source (lead_id, source_id, at, local_day, utm_source)
SELECT l.id, 3, @2026-01-10T09:00@, #2026-01-10#, CASE l.ext_id WHEN 'L1' THEN 'news' END FROM lead l WHERE l.ext_id IN ('L1', 'L2');
INSERT INTO subscription (account_id, service_id, start_day, term_months, ext_id)
SELECT a.id, s.service, s.start, s.months, s.ext FROM (SELECT 'S1' AS ext, 1 AS service, #2026-01-02# AS start, 12 AS months
  UNION ALL SELECT 'S2', 1, #2026-03-31#, 24 UNION ALL SELECT 'S3', 1, #2026-02-01#, NULL UNION ALL SELECT 'S4', 4, #2026-02-01#, 36) s JOIN account a ON a.ext_id = 'A1';
