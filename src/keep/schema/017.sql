-- SPDX-License-Identifier: MIT
-- Who is away: the first day back that an automatic answer names, and what a person said by hand and when (spec 17-L7).
-- contact.away_until_day is the first day back, too.
ALTER TABLE message ADD COLUMN away_until_day INTEGER;
ALTER TABLE contact ADD COLUMN away_said_at INTEGER;   -- automatic answers from before it say nothing any more
CREATE INDEX message_auto_reply ON message(from_id, occurred_at) WHERE auto_class = 'auto_reply';
