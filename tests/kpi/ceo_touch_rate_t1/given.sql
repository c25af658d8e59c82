-- SPDX-License-Identifier: MIT
-- scene: heads
-- a customer since the middle of the period is one at its end
INSERT INTO an_account (ext, lifecycle, tier, since) VALUES ('N', 'customer', 1, #2025-11-15#);
