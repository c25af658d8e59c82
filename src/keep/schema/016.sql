-- SPDX-License-Identifier: MIT
-- Version 16: what a meeting is for is read off its title when it is settled, so all are settled once more.
UPDATE meeting SET dirty = 1 WHERE purpose_by = 'title' AND summary IS NOT NULL;
