-- SPDX-License-Identifier: MIT
-- Leads of every source with what is known of them, tried, met, qualified and closed, by hand.
INSERT OR IGNORE INTO service (id, code, name, category) VALUES (1, 'satori-chat', 'satori-chat', 'recurring');
INSERT OR IGNORE INTO stage (id, code, name_sv, name_en, ord, kind, is_contacted, is_interested, is_qualified, is_opportunity, default_probability) VALUES
  (5, 'qualified', 'Kvalificerad', 'Qualified', 40, 'open', 1, 1, 1, 0, 5);
INSERT OR IGNORE INTO lead_source (id, code, name, category) VALUES (2, 'cold_calling', 'Cold calling', 'cold_calling'), (3, 'website', 'Webbplats', 'website'),
  (4, 'linkedin', 'LinkedIn', 'linkedin');
INSERT INTO competitor (id, name) VALUES (1, 'Acme');
INSERT INTO an_account (ext, lifecycle, since, segment) VALUES ('A', 'prospect', NULL, 'sports'), ('B', 'prospect', NULL, 'tech'), ('D', 'customer', #2025-01-01#, 'consulting');
UPDATE account SET employees = 100, city = 'Stockholm', it_maturity = 3 WHERE ext_id = 'A';
UPDATE account SET employees = 20, city = 'Umeå' WHERE ext_id = 'B';
UPDATE account SET employees = 400, city = 'GÖTEBORG' WHERE ext_id = 'D';
INSERT INTO a_contact (ext, account) VALUES ('CA', 'A'), ('CB', 'A'), ('CD', 'D');
UPDATE contact SET role = CASE ext_id WHEN 'CB' THEN 'it_coo' ELSE 'ceo' END;
INSERT INTO contact_address (kind, value, contact_id) SELECT 'email', 'ca@a.example', id FROM contact WHERE ext_id = 'CA';
INSERT INTO contact_address (kind, value, contact_id) SELECT 'phone', '+46', id FROM contact WHERE ext_id = 'CD';
INSERT INTO a_lead (ext, account, created, stage, kind) VALUES ('LA', 'A', @2026-01-10T10:00@, 'prospect', NULL), ('LB', 'B', @2026-01-11T10:00@, 'prospect', NULL),
  ('LC', 'A', @2026-01-12T10:00@, 'contacted', NULL), ('LD', 'D', @2025-06-01T10:00@, 'prospect', NULL), ('LE', 'B', @2026-01-20T10:00@, 'prospect', NULL),
  ('LF', 'B', @2025-06-01T10:00@, 'prospect', NULL), ('LG', 'B', @2025-05-01T10:00@, 'prospect', NULL), ('LH', 'D', @2026-01-05T10:00@, 'prospect', NULL);
INSERT INTO a_move (lead, stage, at) VALUES ('LA', 'qualified', @2026-02-05T10:00@), ('LA', 'active', @2026-02-20T10:00@), ('LD', 'won', @2026-02-01T10:00@),
  ('LF', 'qualified', @2025-12-01T10:00@), ('LF', 'lost', @2026-03-01T10:00@), ('LG', 'qualified', @2025-06-10T10:00@), ('LG', 'paused', @2025-07-10T10:00@);
UPDATE lead SET source_id = CASE ext_id WHEN 'LA' THEN 3 WHEN 'LB' THEN 2 WHEN 'LC' THEN 4 WHEN 'LD' THEN 1 WHEN 'LE' THEN 3 WHEN 'LH' THEN 2 END;
UPDATE lead SET service_id = 1, amount_ore = 100, probability = 50, expected_close_day = #2026-05-01# WHERE ext_id = 'LA';
UPDATE lead SET competitor_id = 1 WHERE ext_id IN ('LD', 'LF');
INSERT INTO qualification_step (lead_id, step, result, at, local_day)
SELECT l.id, q.step, q.result, q.at, d.local_day FROM (SELECT 'LA' AS lead, 1 AS step, 'pass' AS result, @2026-01-15T10:00@ AS at UNION ALL SELECT 'LA', 2, 'fail', @2026-01-16T10:00@
  UNION ALL SELECT 'LA', 3, 'pass', @2026-02-04T10:00@ UNION ALL SELECT 'LE', 1, 'fail', @2026-01-21T10:00@) q JOIN lead l ON l.ext_id = q.lead
JOIN calendar_day d ON d.start_at <= q.at AND d.end_at > q.at;
INSERT INTO a_touch (kind, direction, account, lead, at, outcome) VALUES ('call', 'out', 'B', 'LB', @2026-01-15T10:00@, 'no_answer'), ('call', 'out', 'B', 'LB', @2026-01-16T10:00@, 'connected'),
  ('call', 'out', 'B', 'LB', @2026-01-17T10:00@, 'not_interested'), ('call', 'out', 'D', 'LH', @2026-01-18T10:00@, 'connected'), ('linkedin', 'out', 'A', 'LC', @2026-02-02T10:00@, NULL),
  ('email', 'in', 'A', 'LC', @2026-02-16T10:00@, NULL), ('linkedin', 'out', 'B', 'LB', @2026-02-03T10:00@, NULL), ('email', 'in', 'B', 'LB', @2026-02-20T10:00@, NULL),
  ('meeting', 'both', 'A', 'LC', @2026-03-20T10:00@, NULL), ('email', 'in', 'A', NULL, @2026-03-10T10:00@, NULL);
INSERT INTO a_meeting (uid, start, booked, account, status, cancelled) VALUES ('M1', @2026-02-10T10:00@, @2026-01-25T10:00@, 'D', NULL, NULL),
  ('M2', @2026-03-30T10:00@, @2026-03-01T10:00@, 'A', 'cancelled', @2026-03-25T10:00@), ('M3', @2026-03-10T10:00@, @2026-03-01T10:00@, 'A', NULL, NULL),
  ('M4', @2026-03-11T10:00@, @2026-03-01T10:00@, 'D', NULL, NULL), ('M5', @2026-03-12T10:00@, @2026-03-01T10:00@, 'D', NULL, NULL);
UPDATE meeting SET purpose = CASE uid WHEN 'M3' THEN 'demo' WHEN 'M4' THEN 'qbr' ELSE 'other' END, prep_done_at = CASE uid WHEN 'M3' THEN start_at WHEN 'M4' THEN start_at + 1 END,
  lead_id = CASE uid WHEN 'M1' THEN (SELECT id FROM lead WHERE ext_id = 'LH') END;
