-- SPDX-License-Identifier: MIT
-- With bodies = glance: whether the text asks (1) or only thanks (2); null = not read. The text itself is never kept.
ALTER TABLE message ADD COLUMN cue INTEGER;
