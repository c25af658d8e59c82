-- SPDX-License-Identifier: MIT
-- Version 25: what an automatic answer says besides until when: that its writer has left, and which colleague to write to (spec 09 §9.7, 17-L7).
ALTER TABLE message ADD COLUMN says_left INTEGER NOT NULL DEFAULT 0 CHECK (says_left IN (0,1));
ALTER TABLE message ADD COLUMN colleague TEXT; -- a canonical address of the writer's own domain
