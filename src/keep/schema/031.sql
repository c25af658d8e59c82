-- SPDX-License-Identifier: MIT
-- Version 31: editions of invitations, words against refusals, places that are addresses and more titles are understood: meetings are settled once more.
UPDATE meeting SET dirty = 1 WHERE source_id IS NOT NULL;
-- The window of a calendar that changed at each look was noted as it moved, while what had not changed was not expanded for it: all is, once more.
UPDATE calendar_source SET expanded_to_at = expanded_from_at WHERE expanded_to_at IS NOT NULL;
