-- SPDX-License-Identifier: MIT
-- 12 E25, and a deal of an odd amount, one with two touches, one with none and one whose touch is too old.
INSERT OR IGNORE INTO lead_source (id, code, name, category) VALUES (2, 'cold_calling', 'Cold', 'cold_calling'), (3, 'website', 'Webb', 'website'), (4, 'linkedin', 'LinkedIn', 'linkedin'), (5, 'event', 'Event', 'event');
INSERT INTO an_account (ext) VALUES ('A');
INSERT INTO a_lead (ext, account, created, stage) VALUES ('L1', 'A', @2025-01-01T10:00@, 'prospect'), ('L2', 'A', @2025-01-01T10:00@, 'prospect'), ('L3', 'A', @2025-01-01T10:00@, 'prospect'),
  ('L4', 'A', @2025-01-01T10:00@, 'prospect'), ('L5', 'A', @2023-01-01T10:00@, 'prospect');
INSERT INTO a_move (lead, stage, at) VALUES ('L1', 'won', @2026-03-08T10:00@), ('L2', 'won', @2025-12-08T10:00@), ('L3', 'won', @2025-09-08T10:00@), ('L4', 'won', @2025-09-09T10:00@),
  ('L5', 'won', @2025-09-10T10:00@);
UPDATE lead SET amount_ore = CASE ext_id WHEN 'L1' THEN 30000000 WHEN 'L2' THEN 10000001 WHEN 'L3' THEN 1001 WHEN 'L4' THEN 500 ELSE 700 END, source_id = CASE ext_id WHEN 'L5' THEN 1 END;
INSERT INTO lead_touch_source (lead_id, source_id, at, local_day)
SELECT l.id, t.source, t.at, d.local_day FROM (SELECT 'L1' AS lead, 2 AS source, @2026-01-10T10:00@ AS at UNION ALL SELECT 'L1', 5, @2026-02-01T10:00@ UNION ALL SELECT 'L1', 4, @2026-02-20T10:00@
  UNION ALL SELECT 'L1', 1, @2026-03-01T10:00@ UNION ALL SELECT 'L1', 3, @2026-03-09T10:00@ UNION ALL SELECT 'L2', 2, @2025-11-01T10:00@ UNION ALL SELECT 'L2', 5, @2025-11-02T10:00@
  UNION ALL SELECT 'L2', 4, @2025-11-03T10:00@ UNION ALL SELECT 'L3', 2, @2025-09-01T10:00@ UNION ALL SELECT 'L3', 3, @2025-09-02T10:00@ UNION ALL SELECT 'L5', 2, @2024-09-09T10:00@) t
JOIN lead l ON l.ext_id = t.lead JOIN calendar_day d ON d.start_at <= t.at AND d.end_at > t.at;
