-- SPDX-License-Identifier: MIT
-- Version 31: editions of invitations, words against refusals, places that are addresses and more titles are understood: meetings are settled once more.
UPDATE meeting SET dirty = 1 WHERE source_id IS NOT NULL;
