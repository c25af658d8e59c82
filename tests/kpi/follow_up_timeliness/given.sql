-- SPDX-License-Identifier: MIT
-- 12 E21.
INSERT INTO an_account (ext) VALUES ('A1');
INSERT INTO a_promise (ext, account, created, due, status, done) VALUES
  ('f1', 'A1', @2026-03-01T10:00@, #2026-03-05#, NULL, @2026-03-05T16:00@), ('f2', 'A1', @2026-03-01T10:00@, #2026-03-10#, NULL, @2026-03-11T09:00@),
  ('f3', 'A1', @2026-03-01T10:00@, #2026-03-20#, NULL, NULL), ('f4', 'A1', @2026-03-01T10:00@, #2026-03-12#, 'cancelled', NULL),
  ('f5', 'A1', @2026-03-01T10:00@, #2026-03-29#, NULL, @2026-03-29T23:59@), ('f6', 'A1', @2026-03-01T10:00@, #2026-04-02#, NULL, NULL);
