-- SPDX-License-Identifier: MIT
-- Leads won and lost, the proposals of 12 E13, sources, answers to surveys, by hand.
INSERT OR IGNORE INTO service (id, code, name, category) VALUES (1, 'satori-chat', 'satori-chat', 'recurring'), (4, 'satori-uppstart', 'Uppstart', 'one_off');
INSERT INTO an_account (ext) VALUES ('A1'), ('A2');
UPDATE account SET is_reference = 1 WHERE ext_id = 'A2';
INSERT INTO a_contact (ext, account) VALUES ('C1', 'A1'), ('C2', 'A2');
INSERT INTO a_lead (ext, account, created, stage, kind) VALUES ('L1', 'A1', @2026-01-10T10:00@, 'prospect', NULL), ('L2', 'A1', @2026-01-11T10:00@, 'prospect', NULL),
  ('L3', 'A2', @2026-01-12T10:00@, 'prospect', NULL), ('L4', 'A2', @2026-01-13T10:00@, 'prospect', NULL), ('L5', 'A2', @2026-01-14T10:00@, 'prospect', NULL),
  ('L6', 'A2', @2026-02-14T10:00@, 'prospect', 'expansion');
INSERT INTO a_move (lead, stage, at) VALUES ('L1', 'won', @2026-03-03T10:00@), ('L2', 'won', @2026-03-09T10:00@), ('L3', 'won', @2026-03-31T23:30@),
  ('L4', 'lost', @2026-03-10T10:00@), ('L5', 'lost', @2026-03-22T10:00@);
UPDATE lead SET amount_ore = 30000000, service_id = 4, source_id = 1 WHERE ext_id = 'L1';
UPDATE lead SET users = 50, term_months = 12, service_id = 1, source_id = 1 WHERE ext_id = 'L2'; -- 50 x 150 SEK x 12 (15-B17)
UPDATE lead SET amount_ore = 20000000 WHERE ext_id = 'L4';
INSERT OR IGNORE INTO lost_reason (code, name_sv) VALUES ('price', 'Pris');
UPDATE lead SET lost_reason_id = (SELECT id FROM lost_reason WHERE code = 'price') WHERE ext_id = 'L4';
INSERT INTO proposal (lead_id, amount_ore, presented_at, presented_day, status, decided_at, decided_day, ext_id)
SELECT l.id, p.amount, p.shown, d.local_day, p.status, p.decided, e.local_day, p.ext FROM (
  SELECT 'P1' AS ext, 'L1' AS lead, 30000000 AS amount, @2026-01-20T10:00@ AS shown, 'won' AS status, @2026-03-03T10:00@ AS decided
  UNION ALL SELECT 'P2', 'L4', 20000000, @2026-02-10T10:00@, 'lost', @2026-03-10T10:00@
  UNION ALL SELECT 'P3', 'L5', 50000000, @2026-02-20T10:00@, 'expired', @2026-03-22T10:00@
  UNION ALL SELECT 'P4', 'L6', 10000000, @2026-03-02T10:00@, 'presented', NULL
  UNION ALL SELECT 'P5', 'L6', 15000000, @2026-03-05T10:00@, 'withdrawn', @2026-03-12T10:00@
  UNION ALL SELECT 'P6', 'L2', 25000000, @2026-02-01T10:00@, 'won', @2026-02-25T10:00@) p
JOIN lead l ON l.ext_id = p.lead JOIN calendar_day d ON d.start_at <= p.shown AND d.end_at > p.shown
LEFT JOIN calendar_day e ON e.start_at <= p.decided AND e.end_at > p.decided;
UPDATE lead_source SET test_started_day = #2026-02-02# WHERE code = 'referral';
INSERT INTO qualification_step (lead_id, step, result, at, local_day)
SELECT l.id, 1, CASE l.ext_id WHEN 'L3' THEN 'fail' ELSE 'pass' END, @2026-01-20T10:00@, #2026-01-20# FROM lead l WHERE l.ext_id IN ('L1', 'L2', 'L3');
INSERT INTO survey_response (account_id, contact_id, kind, score, local_day)
SELECT a.id, c.id, 'nps', s.score, s.day FROM (
  SELECT 'A1' AS account, 'C1' AS contact, 3 AS score, #2026-01-05# AS day UNION ALL SELECT 'A1', 'C1', 9, #2026-02-05# UNION ALL SELECT 'A2', NULL, 8, #2026-02-06#
  UNION ALL SELECT 'A2', NULL, 7, #2026-02-06# UNION ALL SELECT 'A2', 'C2', 10, #2026-04-01# UNION ALL SELECT 'A2', 'C2', 10, #2025-03-31#) s
JOIN account a ON a.ext_id = s.account LEFT JOIN contact c ON c.ext_id = s.contact;
