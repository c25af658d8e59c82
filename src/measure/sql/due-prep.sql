-- SPDX-License-Identifier: MIT
-- Meetings of weight in the next 24 hours, or on the morning of the next workday, that nobody has prepared (spec 09 §9.5).
-- in:  now, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
morning AS (
  SELECT MIN(work_start_at) + 14400 AS until_at FROM calendar_day WHERE is_workday = 1 AND local_day > :today
),
near AS (
  SELECT m.id, MIN(a.account_id) AS account_id, m.lead_id, m.local_day, m.summary, m.start_at
  FROM meeting m JOIN meeting_attendee a ON a.meeting_id = m.id AND a.account_id IS NOT NULL AND a.partstat <> 'declined' AND a.role <> 'resource'
  WHERE m.has_external = 1 AND m.all_day = 0 AND m.start_at > :now AND m.booked_at <= :now
    AND (m.start_at <= :now + 86400 OR m.start_at <= (SELECT until_at FROM morning))
    AND (m.status <> 'cancelled' OR m.cancelled_at > :now) AND COALESCE(m.own_partstat, '') <> 'declined'
    AND m.purpose IN ('first', 'demo', 'qbr', 'strategic', 'annual') AND (m.prep_done_at IS NULL OR m.prep_done_at > :now)
  GROUP BY m.id, m.lead_id, m.local_day, m.summary, m.start_at
)
SELECT n.id AS subject_id, n.account_id, n.lead_id, 2 AS severity, n.local_day AS due_day, NULL AS suffix,
  CASE WHEN n.summary IS NULL THEN c.name ELSE n.summary || ' (' || c.name || ')' END AS who, NULL AS fact, NULL AS fact_day, n.start_at AS fact_at
FROM near n JOIN account c ON c.id = n.account_id
-- account: WHERE n.account_id = :account
ORDER BY n.start_at, n.id;
