-- SPDX-License-Identifier: MIT
-- Two customers through 2026 and one that joined in it; one of the two had both reviews, on the last day of each period.
INSERT OR IGNORE INTO review_policy (tier, kind, enabled, interval_months, remind_days) VALUES (1, 'strategic', 1, 6, 30), (2, 'strategic', 1, 6, 30),
  (3, 'strategic', 1, 6, 30), (1, 'annual', 1, 12, 45), (2, 'annual', 1, 12, 45), (3, 'annual', 1, 12, 45);
INSERT INTO an_account (ext, lifecycle, tier, since) VALUES ('A1', 'customer', 1, #2025-01-01#), ('A2', 'customer', 3, #2025-06-01#), ('A3', 'customer', 2, #2026-03-01#);
INSERT INTO a_review (account, kind, day) VALUES ('A1', 'strategic', #2026-06-30#), ('A1', 'annual', #2026-12-31#), ('A2', 'strategic', #2025-12-31#), ('A2', 'annual', #2027-01-01#);
