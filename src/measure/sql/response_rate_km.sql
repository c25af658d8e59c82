-- SPDX-License-Identifier: MIT
-- Probability of an answer within the window by Kaplan-Meier, over every mail that asked for one, also the youngest (08 §8.6).
-- in:  account, contact, first, last, now, segment, source, tier
-- out: scope, time, is_event
WITH
-- use: scoped
unit AS (
  SELECT episode_key AS episode, account, contact, contact_addr, opened_at, closed_at, state,
    CASE WHEN state = 'answered' THEN 1 ELSE 0 END AS is_event,
    CASE WHEN COALESCE(closed_at, :now) > opened_at THEN (COALESCE(closed_at, :now) - opened_at) / 86400.0 ELSE 0.0 END AS days
  FROM scoped
  WHERE owed_by = 'them' AND state IN ('open', 'answered') AND opened_day BETWEEN :first AND :last
    AND (:tier IS NULL OR tier = :tier)
)
-- figure
SELECT 'all' AS scope, days AS time, is_event
FROM unit
