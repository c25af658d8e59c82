-- SPDX-License-Identifier: MIT
-- Working hours after which half of the mails that we owed an answer had one (16-D02).
-- in:  account, contact, first, last, now, now_work, segment, source, tier
-- out: scope, time, is_event
WITH
-- use: scoped
unit AS (
  SELECT e.episode_key AS episode, e.account, e.contact, e.contact_addr, e.opened_at, e.closed_at, e.state,
    CASE WHEN e.state = 'answered' THEN 1 ELSE 0 END AS is_event,
    CASE WHEN e.state = 'answered' THEN e.resp_work_secs
         ELSE :now_work - d.cum_work_secs - CASE WHEN d.is_workday = 0 OR e.opened_at <= d.work_start_at THEN 0
           WHEN e.opened_at >= d.work_end_at THEN d.work_end_at - d.work_start_at ELSE e.opened_at - d.work_start_at END
    END / 3600.0 AS hours
  FROM scoped e JOIN calendar_day d ON d.local_day = e.opened_day
  WHERE e.owed_by = 'us' AND e.state IN ('open', 'answered') AND e.opened_day BETWEEN :first AND :last
    AND COALESCE(e.closed_by, '') NOT IN ('meeting', 'call') AND (:tier IS NULL OR e.tier = :tier)
)
-- figure
SELECT 'all' AS scope, hours AS time, is_event
FROM unit
