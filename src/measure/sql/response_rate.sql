-- SPDX-License-Identifier: MIT
-- Share of the mails that asked for an answer and got one within the window, of those old enough to tell (08 §8.6).
-- in:  account, contact, first, last, now, segment, source, tier, today, window
-- out: scope, value, num, den, n, known, why
WITH
-- use: scoped
unit AS (
  SELECT episode_key AS episode, account, contact, contact_addr, opened_at, closed_at, state,
    CASE WHEN opened_day + :window <= :today THEN 1 ELSE 0 END AS is_mature,
    CASE WHEN state = 'answered' AND closed_day - opened_day <= :window THEN 1 ELSE 0 END AS is_answered_in_time
  FROM scoped
  WHERE owed_by = 'them' AND state IN ('open', 'answered') AND opened_day BETWEEN :first AND :last
    AND (:tier IS NULL OR tier = :tier)
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_mature * is_answered_in_time), 0) AS num,
  COALESCE(SUM(is_mature), 0) AS den, COALESCE(SUM(is_mature), 0) AS n,
  EXISTS (SELECT 1 FROM response_episode e WHERE e.owed_by = 'them' AND e.opened_at <= :now) AS known,
  CASE WHEN COUNT(*) > 0 AND COALESCE(SUM(is_mature), 0) = 0 THEN 'immature' END AS why
FROM unit
