-- SPDX-License-Identifier: MIT
-- Share of the answers we owed that went out within the promised working time of the account's tier (17-K8).
-- in:  account, contact, first, last, now, now_work, segment, sla_1, sla_2, sla_3, sla_prospect, source, tier
-- out: scope, value, num, den, n, known, why
WITH
-- use: scoped
aged AS (
  SELECT e.episode_key, e.account, e.contact, e.contact_addr, e.opened_at, e.closed_at, e.state, e.resp_work_secs, e.closed_by,
    CASE e.tier WHEN 1 THEN :sla_1 WHEN 2 THEN :sla_2 WHEN 3 THEN :sla_3 ELSE :sla_prospect END AS sla_secs,
    d.cum_work_secs + CASE WHEN d.is_workday = 0 OR e.opened_at <= d.work_start_at THEN 0
      WHEN e.opened_at >= d.work_end_at THEN d.work_end_at - d.work_start_at ELSE e.opened_at - d.work_start_at END AS opened_work,
    CASE WHEN e.closed_at IS NULL THEN :now_work ELSE
      (SELECT c.cum_work_secs + CASE WHEN c.is_workday = 0 OR e.closed_at <= c.work_start_at THEN 0
         WHEN e.closed_at >= c.work_end_at THEN c.work_end_at - c.work_start_at ELSE e.closed_at - c.work_start_at END
       FROM calendar_day c WHERE c.local_day = e.closed_day) END AS until_work
  FROM scoped e JOIN calendar_day d ON d.local_day = e.opened_day
  WHERE e.owed_by = 'us' AND e.state IN ('open', 'answered') AND e.opened_day BETWEEN :first AND :last
    AND (:tier IS NULL OR e.tier = :tier)
),
unit AS (
  SELECT episode_key AS episode, account, contact, contact_addr, opened_at, closed_at, state, sla_secs,
    until_work - opened_work AS work_secs,
    CASE WHEN state = 'answered' AND until_work - opened_work <= sla_secs THEN 1 ELSE 0 END AS is_in_time
  FROM aged
  WHERE state = 'answered' OR until_work - opened_work > sla_secs
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_in_time), 0) AS num, COUNT(*) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM response_episode e WHERE e.owed_by = 'us' AND e.opened_at <= :now) AS known,
  NULL AS why
FROM unit
