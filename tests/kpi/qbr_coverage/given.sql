-- SPDX-License-Identifier: MIT
-- 12 E20 and three more: E left within the quarter, P is no customer, F has been one for ever.
INSERT INTO an_account (ext, lifecycle, tier, since, churned) VALUES
  ('A', 'customer', 1, #2025-01-01#, NULL), ('B', 'customer', 2, #2025-06-01#, NULL), ('C', 'customer', 3, #2025-01-01#, NULL),
  ('D', 'customer', 2, #2026-02-01#, NULL), ('E', 'former', 1, #2025-01-01#, #2026-03-31#), ('P', 'prospect', 1, NULL, NULL), ('F', 'customer', 1, NULL, NULL);
INSERT INTO a_review (account, kind, day) VALUES ('A', 'qbr', #2026-02-10#), ('B', 'qbr', #2025-12-15#), ('C', 'qbr', #2026-01-15#),
  ('B', 'strategic', #2026-02-01#), ('F', 'qbr', #2026-03-31#), ('A', 'qbr', #2026-03-01#);
