-- SPDX-License-Identifier: MIT
-- Days on which each account had what satisfies each kind of review: a review of the kind or a meeting of that purpose; a check-in is also any other
-- review, a held meeting, a connected call and, for the tiers of [review] check_in_by_mail, their mail (09 9.4, 15-C72, C73).
-- use: client
-- use: held
-- use: met
-- use: spoke
served AS NOT MATERIALIZED (
  SELECT r.account_id, r.kind, r.held_day AS day FROM review r WHERE r.held_day <= :today
  UNION ALL SELECT r.account_id, 'check_in', r.held_day FROM review r WHERE r.held_day <= :today AND r.kind <> 'check_in'
  UNION ALL SELECT m.account_id, 'check_in', m.local_day FROM met m
  UNION ALL SELECT m.account_id, x.purpose, m.local_day FROM met m JOIN meeting x ON x.id = m.meeting_id WHERE x.purpose IN ('qbr', 'strategic', 'annual')
),
-- What was said counts as a check-in; only the last of it matters, and its index knows that.
heard AS NOT MATERIALIZED (
  SELECT s.account_id, s.at, s.local_day AS day FROM spoke s JOIN client a ON a.id = s.account_id
  WHERE s.kind IN ('call', 'meeting') OR s.kind = 'email' AND CASE a.tier WHEN 1 THEN :mail_1 WHEN 2 THEN :mail_2 ELSE :mail_3 END = 1
),
last_heard AS MATERIALIZED (
  SELECT c.id AS account_id, (SELECT s.local_day FROM spoke s WHERE s.account_id = c.id
    AND (s.kind IN ('call', 'meeting') OR s.kind = 'email' AND CASE c.tier WHEN 1 THEN :mail_1 WHEN 2 THEN :mail_2 ELSE :mail_3 END = 1)
    ORDER BY s.at DESC LIMIT 1) AS day
  FROM client c
),
last_served AS MATERIALIZED (
  SELECT s.account_id, s.kind, MAX(s.day) AS day FROM (SELECT v.account_id, v.kind, v.day FROM served v UNION ALL SELECT h.account_id, 'check_in', h.day FROM last_heard h) AS s
  GROUP BY s.account_id, s.kind
),
wanted AS (
  SELECT c.id, c.ext_id, c.name, c.since_day, p.kind, p.interval_months, p.grace_days,
    CASE p.kind WHEN 'check_in' THEN :calendar_check_in WHEN 'qbr' THEN :calendar_qbr WHEN 'strategic' THEN :calendar_strategic ELSE :calendar_annual END AS by_calendar
  FROM client c JOIN review_policy p ON p.tier = c.tier AND p.enabled = 1
),
owed AS (
  SELECT w.id, w.ext_id, w.name, w.kind, w.grace_days, w.since_day, w.interval_months, w.by_calendar,
    s.day AS last_day
  FROM wanted w LEFT JOIN last_served s ON s.account_id = w.id AND s.kind = w.kind
),
-- A contract that may soon be given notice of pulls the annual review forward, until one was held after that day (15-C81).
pulled AS (
  SELECT o.id, MIN(s.committed_until_day - s.notice_days - 45) AS day
  FROM owed o JOIN subscription s ON s.account_id = o.id AND s.start_day <= :today AND (s.end_day IS NULL OR s.end_day > :today)
  WHERE o.kind = 'annual' AND (o.last_day IS NULL OR s.committed_until_day - s.notice_days - 45 > o.last_day)
  GROUP BY o.id
),
planned AS (
  SELECT o.id, o.ext_id, o.name, o.kind, o.grace_days, add_cadence(COALESCE(o.last_day, o.since_day), o.interval_months, o.by_calendar) AS due_day, p.day AS pulled_day
  FROM owed o LEFT JOIN pulled p ON p.id = o.id AND o.kind = 'annual'
),
obligation AS (
  SELECT n.id, n.ext_id, n.name, n.kind, n.grace_days, CASE WHEN n.pulled_day < n.due_day OR n.due_day IS NULL THEN n.pulled_day ELSE n.due_day END AS due_day
  FROM planned n
),
overdue AS (
  SELECT o.id, o.ext_id, o.name, o.kind, o.due_day FROM obligation o
  WHERE :today > o.due_day + o.grace_days AND NOT EXISTS (
    SELECT 1 FROM meeting m JOIN meeting_attendee a ON a.meeting_id = m.id AND a.account_id = o.id AND a.partstat <> 'declined' AND a.role <> 'resource'
    WHERE m.has_external = 1 AND m.all_day = 0 AND m.start_at > :now AND m.booked_at <= :now AND (m.status <> 'cancelled' OR m.cancelled_at > :now)
      AND COALESCE(m.own_partstat, '') <> 'declined' AND (o.kind = 'check_in' OR m.purpose = o.kind))
),
