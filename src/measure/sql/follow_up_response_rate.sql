-- SPDX-License-Identifier: MIT
-- Share of the episodes with a follow-up mail that were answered within the window after it (16-D03).
-- in:  account, contact, first, last, now, segment, source, tier, today, window
-- out: scope, value, num, den, n, known, why
WITH
-- use: scoped
unit AS (
  SELECT episode_key AS episode, account, contact, contact_addr, opened_at, first_follow_up_at AS followed_up_at, closed_at, state,
    CASE WHEN first_follow_up_day + :window <= :today THEN 1 ELSE 0 END AS is_mature,
    CASE WHEN state = 'answered' AND closed_day - first_follow_up_day <= :window THEN 1 ELSE 0 END AS is_answered_in_time
  FROM scoped
  WHERE owed_by = 'them' AND state IN ('open', 'answered') AND first_follow_up_day BETWEEN :first AND :last
    AND first_follow_up_at <= :now AND (:tier IS NULL OR tier = :tier)
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_mature * is_answered_in_time), 0) AS num,
  COALESCE(SUM(is_mature), 0) AS den, COALESCE(SUM(is_mature), 0) AS n,
  EXISTS (SELECT 1 FROM response_episode e WHERE e.owed_by = 'them' AND e.opened_at <= :now) AS known,
  CASE WHEN COUNT(*) > 0 AND COALESCE(SUM(is_mature), 0) = 0 THEN 'immature' END AS why
FROM unit
