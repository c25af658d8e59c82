-- SPDX-License-Identifier: MIT
-- scene: relations
-- N is large, but is a customer only from June
INSERT INTO an_account (ext, lifecycle, tier, since) VALUES ('N', 'customer', 3, #2026-06-01#);
UPDATE account SET employees = 250 WHERE ext_id = 'N';
INSERT INTO tier_policy(tier, label, min_revenue_ore, min_employees) VALUES (1, 'T1', 50000000, 200), (2, 'T2', 20000000, 50), (3, 'T3', NULL, NULL);
