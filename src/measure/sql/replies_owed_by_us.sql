-- SPDX-License-Identifier: MIT
-- Mails that still wait for our answer, with the working time that was promised (16-D09).
-- in:  account, contact, now, now_work, segment, sla_1, sla_2, sla_3, sla_prospect, source, tier
-- out: scope, value, num, den, n, known, why
WITH
-- use: scoped
waiting AS (
  SELECT w.id FROM response_episode w WHERE w.owed_by = 'us' AND w.state = 'open'
  UNION ALL
  SELECT w.id FROM response_episode w WHERE w.closed_at > :now
),
owed AS MATERIALIZED (
  SELECT e.episode_key, e.account, e.contact, e.contact_addr, e.opened_at, e.opened_day, e.attempts, e.open_message_id,
    CASE e.tier WHEN 1 THEN :sla_1 WHEN 2 THEN :sla_2 WHEN 3 THEN :sla_3 ELSE :sla_prospect END AS sla_secs,
    d.cum_work_secs + CASE WHEN d.is_workday = 0 OR e.opened_at <= d.work_start_at THEN 0
      WHEN e.opened_at >= d.work_end_at THEN d.work_end_at - d.work_start_at ELSE e.opened_at - d.work_start_at END AS opened_work
  FROM waiting w CROSS JOIN scoped e JOIN calendar_day d ON d.local_day = e.opened_day
  WHERE e.id = w.id AND e.owed_by = 'us' AND (:tier IS NULL OR e.tier = :tier)
),
unit AS (
  SELECT o.episode_key AS episode, o.account, COALESCE(o.contact, o.contact_addr) AS contact, m.subject, o.opened_at, o.attempts,
    :now_work - o.opened_work AS age_work_secs, o.sla_secs,
    (SELECT d.work_start_at + o.opened_work + o.sla_secs - d.cum_work_secs FROM calendar_day d
     WHERE d.local_day >= o.opened_day AND d.is_workday = 1
       AND d.cum_work_secs + d.work_end_at - d.work_start_at >= o.opened_work + o.sla_secs
     ORDER BY d.local_day LIMIT 1) AS due_at,
    CASE WHEN :now_work - o.opened_work > o.sla_secs THEN 1 ELSE 0 END AS is_overdue
  FROM owed o LEFT JOIN message m ON m.id = o.open_message_id
  ORDER BY o.opened_at, o.episode_key
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
