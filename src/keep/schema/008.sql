-- SPDX-License-Identifier: MIT
-- All addresses of an erased person go by one alias.
ALTER TABLE forgotten ADD COLUMN alias TEXT NOT NULL DEFAULT '';
