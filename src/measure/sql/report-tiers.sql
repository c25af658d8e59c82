-- SPDX-License-Identifier: MIT
-- Customers whose tier is another than the one that their revenue or size suggests at the end of the period (10 §10.1, portfolio); the biggest step first.
-- in:  asked, today
-- out: account, account_name:pt, tier, suggested
WITH
mark AS (
  SELECT d.local_day AS day, CASE WHEN d.end_at <= :asked THEN d.local_day ELSE d.local_day - 1 END AS last_day FROM calendar_day d WHERE d.local_day = :today
),
-- use: line
-- use: suggested
-- use: client
misplaced AS (
  SELECT p.ext_id, p.name, p.tier, s.tier AS suggested FROM client p JOIN suggested s ON s.id = p.id WHERE s.tier IS NOT NULL AND s.tier IS NOT p.tier
)
SELECT ext_id AS account, name AS "account_name:pt", tier AS tier, suggested AS suggested FROM misplaced
ORDER BY ABS(COALESCE(tier, 4) - suggested) DESC, suggested, ext_id
