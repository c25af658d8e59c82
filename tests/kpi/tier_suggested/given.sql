-- SPDX-License-Identifier: MIT
-- scene: relations
INSERT INTO tier_policy(tier, label, min_revenue_ore, min_employees) VALUES (1, 'T1', 50000000, 200), (2, 'T2', 20000000, 50), (3, 'T3', NULL, NULL);
