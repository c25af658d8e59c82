-- SPDX-License-Identifier: MIT
-- Active leads before stage need (17-L5) with unanswered contact attempts: ATT (spec 01 §1.7; a mail that bounced
-- reached nobody) strictly after the last
-- TWO_WAY (15-C19, C21) on the lead, or on its account without a lead (17-L4).
-- in:  now, today, attempts_max
-- out: lead_id, lead_name, account_id, account_name, attempts, attempt_day
WITH stage_at AS (
  SELECT lead_id, to_stage_id AS stage_id,
         row_number() OVER (PARTITION BY lead_id ORDER BY at DESC, id DESC) AS place
  FROM lead_stage_history WHERE at <= :now
), two_way AS (
  SELECT t.lead_id, t.account_id, t.occurred_at
  FROM touchpoint t
  LEFT JOIN meeting m ON m.id = t.meeting_id
  WHERE t.occurred_at <= :now AND t.is_human = 1 AND t.is_copied = 0
    AND (t.kind IN ('email', 'linkedin', 'sms') AND t.direction <> 'out'
      OR t.kind = 'call' AND t.outcome IN ('connected', 'right_person', 'interested', 'booked')
      OR t.kind = 'call' AND t.direction = 'in' AND t.outcome IS NULL
      OR t.kind = 'meeting' AND t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now
      OR t.kind = 'meeting' AND m.has_external = 1 AND m.all_day = 0 AND (m.status <> 'cancelled' OR m.cancelled_at > :now) AND m.end_at <= :now
        AND m.outcome IN ('assumed_held', 'held') AND COALESCE(m.own_partstat, '') <> 'declined'
        AND (NOT EXISTS (SELECT 1 FROM meeting_attendee a
                         WHERE a.meeting_id = m.id AND a.account_id = t.account_id)
          OR EXISTS (SELECT 1 FROM meeting_attendee a
                     WHERE a.meeting_id = m.id AND a.account_id = t.account_id AND a.partstat <> 'declined')))
), lead_answer AS (
  SELECT lead_id, MAX(occurred_at) AS at FROM two_way WHERE lead_id IS NOT NULL GROUP BY lead_id
), account_answer AS (
  SELECT account_id, MAX(occurred_at) AS at FROM two_way WHERE lead_id IS NULL GROUP BY account_id
), tried AS (
  SELECT t.lead_id, t.account_id, t.kind, t.local_day
  FROM touchpoint t
  JOIN lead l ON l.id = t.lead_id
  LEFT JOIN lead_answer b ON b.lead_id = t.lead_id
  LEFT JOIN account_answer c ON c.account_id = l.account_id
  WHERE t.occurred_at <= :now AND t.direction = 'out' AND t.is_human = 1 AND t.is_copied = 0
    AND t.kind IN ('call', 'email', 'linkedin', 'sms')
    AND NOT (t.kind = 'email' AND EXISTS (
      SELECT 1 FROM response_episode e
      WHERE e.account_id = t.account_id AND e.owed_by = 'them' AND e.state = 'bounced' AND e.thread_id = t.thread_id
        AND t.occurred_at >= e.opened_at AND t.occurred_at <= e.last_attempt_at))
    AND t.occurred_at > COALESCE(b.at, t.occurred_at - 1) AND t.occurred_at > COALESCE(c.at, t.occurred_at - 1)
), counted AS (
  SELECT lead_id, MAX(local_day) AS attempt_day,
         SUM(CASE WHEN kind = 'call' THEN 1 ELSE 0 END)
           + COUNT(DISTINCT CASE WHEN kind = 'email' THEN local_day END)
           + COUNT(DISTINCT CASE WHEN kind = 'linkedin' THEN local_day END)
           + COUNT(DISTINCT CASE WHEN kind = 'sms' THEN local_day END) AS attempts
  FROM tried GROUP BY lead_id
)
SELECT l.id AS lead_id, l.name AS lead_name, l.account_id, a.name AS account_name, n.attempts, n.attempt_day
FROM counted n
JOIN lead l ON l.id = n.lead_id
JOIN account a ON a.id = l.account_id
LEFT JOIN stage_at h ON h.lead_id = l.id AND h.place = 1
JOIN stage s ON s.id = CASE
  WHEN h.stage_id IS NOT NULL THEN h.stage_id
  WHEN l.closed_at > :now OR EXISTS (SELECT 1 FROM lead_stage_history x WHERE x.lead_id = l.id)
    THEN (SELECT p.id FROM stage p WHERE p.code = 'prospect')
  ELSE l.stage_id END
WHERE n.attempts >= :attempts_max AND l.created_at <= :now AND s.kind = 'open' AND s.is_opportunity = 0
  AND (l.closed_at IS NULL OR l.closed_at > :now)
  AND (l.paused_until_day IS NULL OR l.paused_until_day <= :today)
  AND (l.status <> 'paused'
    OR EXISTS (SELECT 1 FROM lead_stage_history x WHERE x.lead_id = l.id AND x.at > :now))
ORDER BY l.id;
