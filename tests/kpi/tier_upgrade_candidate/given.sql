-- SPDX-License-Identifier: MIT
-- scene: relations
-- N is large, but is a customer only from June
INSERT INTO an_account (ext, lifecycle, tier, since) VALUES ('N', 'customer', 3, #2026-06-01#);
UPDATE account SET employees = 250 WHERE ext_id = 'N';
