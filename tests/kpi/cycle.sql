-- SPDX-License-Identifier: MIT
-- Six leads of January (12 E16: the highest stage each reached), their first contacts, meetings, calls, demos and dates.
INSERT OR IGNORE INTO stage (id, code, name_sv, name_en, ord, kind, is_contacted, is_interested, is_qualified, is_opportunity,
  default_probability) VALUES (5, 'qualified', 'Kvalificerad', 'Qualified', 40, 'open', 1, 1, 1, 0, 5),
  (6, 'need', 'Behov', 'Need', 50, 'open', 1, 1, 1, 1, 20), (8, 'proposal', 'Förslag', 'Proposal', 70, 'open', 1, 1, 1, 1, 60),
  (9, 'negotiation', 'Förhandling', 'Negotiation', 80, 'open', 1, 1, 1, 1, 80);
INSERT OR IGNORE INTO service (id, code, name, category) VALUES (1, 'satori-chat', 'satori-chat', 'recurring'), (4, 'satori-uppstart', 'Uppstart', 'one_off');
INSERT INTO an_account (ext, segment) VALUES ('A1', 'sports'), ('A2', 'tech'), ('A3', NULL), ('A4', 'union');
UPDATE account SET employees = CASE ext_id WHEN 'A1' THEN 30 WHEN 'A2' THEN 120 WHEN 'A4' THEN 501 END;
INSERT INTO a_lead (ext, account, created, stage, kind) VALUES ('L0', 'A1', @2025-12-01T10:00@, 'contacted', NULL), ('L1', 'A1', @2026-01-05T10:00@, 'prospect', NULL), ('L2', 'A1', @2026-01-06T10:00@, 'contacted', NULL),
  ('L3', 'A2', @2026-01-07T10:00@, 'prospect', NULL), ('L4', 'A3', @2026-01-08T10:00@, 'interested', NULL), ('L5', 'A4', @2026-01-09T10:00@, 'prospect', 'expansion'),
  ('L6', 'A4', @2026-01-12T10:00@, 'prospect', NULL), ('L7', 'A1', @2026-02-02T10:00@, 'prospect', NULL);
INSERT INTO a_move (lead, stage, at) VALUES ('L1', 'negotiation', @2026-02-10T10:00@), ('L2', 'active', @2026-02-10T11:00@), ('L3', 'need', @2026-02-11T10:00@),
  ('L3', 'lost', @2026-03-02T10:00@), ('L4', 'active', @2026-02-12T10:00@), ('L4', 'active', @2026-02-12T11:00@), ('L5', 'qualified', @2026-01-20T10:00@), ('L6', 'need', @2026-02-13T10:00@),
  ('L6', 'won', @2026-03-02T23:30@), ('L5', 'contacted', @2026-01-21T10:00@), ('L5', 'qualified', @2026-02-14T10:00@);
UPDATE lead SET service_id = 1, source_id = 1, users = 10, term_months = 12, expected_close_day = #2026-03-01# WHERE ext_id = 'L6';
UPDATE lead SET amount_ore = 5000000, expected_close_day = #2026-06-30# WHERE ext_id = 'L1';
UPDATE lead SET demo_at = CASE ext_id WHEN 'L6' THEN @2026-02-20T10:00@ WHEN 'L3' THEN @2026-01-01T00:00@ WHEN 'L1' THEN @2026-03-31T23:59@ ELSE @2026-04-01T00:00@ END
  WHERE ext_id IN ('L1', 'L3', 'L6', 'L4');
INSERT INTO lead_change (lead_id, at, local_day, field, old_value, new_value)
SELECT l.id, c.at, d.local_day, c.field, c.old, c.new FROM (
  SELECT 'L1' AS lead, @2026-02-15T10:00@ AS at, 'amount_ore' AS field, 4000000 AS old, 5000000 AS new
  UNION ALL SELECT 'L1', @2026-02-16T10:00@, 'expected_close_day', NULL, #2026-04-30#
  UNION ALL SELECT 'L1', @2026-03-16T10:00@, 'expected_close_day', #2026-04-30#, #2026-06-30#
  UNION ALL SELECT 'L2', @2026-03-16T10:00@, 'expected_close_day', #2026-06-30#, #2026-05-30#
  UNION ALL SELECT 'L6', @2026-02-16T10:00@, 'expected_close_day', #2026-02-20#, #2026-03-01#) c
JOIN lead l ON l.ext_id = c.lead JOIN calendar_day d ON d.start_at <= c.at AND d.end_at > c.at;
INSERT INTO a_touch (kind, direction, account, at, lead, outcome, minutes) VALUES
  ('note', 'out', 'A4', @2026-01-12T11:00@, 'L6', NULL, NULL), ('email', 'out', 'A4', @2026-01-13T10:00@, 'L6', NULL, NULL),
  ('meeting', 'both', 'A4', @2026-02-03T10:00@, 'L6', NULL, 60), ('meeting', 'both', 'A4', @2026-02-20T10:00@, 'L6', NULL, 60),
  ('meeting', 'both', 'A1', @2026-02-04T10:00@, 'L1', NULL, 60), ('email', 'out', 'A1', @2026-02-05T10:00@, 'L1', NULL, NULL),
  ('call', 'out', 'A1', @2026-02-10T12:00@, 'L2', 'no_answer', NULL), ('call', 'out', 'A1', @2026-02-11T10:00@, 'L2', 'voicemail', NULL),
  ('call', 'in', 'A3', @2026-02-12T10:00@, 'L4', NULL, NULL), ('call', 'out', 'A3', @2026-02-12T12:00@, 'L4', 'no_answer', NULL),
  ('email', 'out', 'A1', @2026-02-12T12:00@, 'L1', NULL, NULL);
