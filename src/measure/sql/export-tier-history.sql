-- SPDX-License-Identifier: MIT
-- tier-history as its CSV has it (00 §5).
-- in:
-- out: account, tier, from:d, reason
SELECT a.ext_id AS "account",
  h.tier AS "tier",
  h.from_day AS "from:d",
  h.reason AS "reason"
FROM account_tier_history h JOIN account a ON a.id = h.account_id
WHERE h.tier IS NOT NULL ORDER BY a.ext_id, h.from_day;
