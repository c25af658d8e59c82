-- SPDX-License-Identifier: MIT
-- Last touches, next meeting and whose turn it is, on the account itself; writes only what differs.
-- in:  account, now
-- out:
UPDATE account SET last_touch_at = n.last_touch_at, last_in_at = n.last_in_at, last_out_at = n.last_out_at,
  last_meeting_at = n.last_meeting_at, next_meeting_at = n.next_meeting_at, ball = n.ball, ball_since_at = n.ball_since_at
FROM (
  WITH talk AS (
    SELECT MAX(start_at) AS at FROM (
      SELECT m.start_at FROM meeting_attendee a JOIN meeting m ON m.id = a.meeting_id
      WHERE a.account_id = :account AND a.partstat <> 'declined' AND a.role <> 'resource' AND a.is_own = 0
        AND m.has_external = 1 AND m.all_day = 0 AND m.end_at <= :now AND m.outcome IN ('assumed_held', 'held')
        AND (m.outcome = 'held' OR m.status <> 'cancelled' OR m.cancelled_at > :now) AND COALESCE(m.own_partstat, '') <> 'declined'
      UNION ALL
      SELECT t.occurred_at FROM touchpoint t
      WHERE t.account_id = :account AND t.kind = 'meeting' AND t.meeting_id IS NULL
        AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now) AS both_kinds),
  mail_in AS (
    SELECT t.occurred_at AS at FROM touchpoint t
    WHERE t.account_id = :account AND t.occurred_at <= :now AND t.is_human = 1 AND t.is_copied = 0
      AND t.kind IN ('email', 'call', 'linkedin', 'sms') AND t.direction IN ('in', 'both')
    ORDER BY t.occurred_at DESC LIMIT 1),
  mail_out AS (
    SELECT t.occurred_at AS at FROM touchpoint t
    WHERE t.account_id = :account AND t.occurred_at <= :now AND t.is_human = 1
      AND t.kind IN ('email', 'call', 'linkedin', 'sms') AND t.direction IN ('out', 'both')
    ORDER BY t.occurred_at DESC LIMIT 1),
  turn AS (
    SELECT MIN(CASE WHEN e.owed_by = 'us' THEN e.opened_at END) AS us, MIN(CASE WHEN e.owed_by = 'them' THEN e.opened_at END) AS them
    FROM response_episode e WHERE e.account_id = :account AND e.state = 'open'),
  coming AS (
    SELECT MIN(m.start_at) AS at FROM meeting_attendee a JOIN meeting m ON m.id = a.meeting_id
    WHERE a.account_id = :account AND m.start_at > :now AND m.has_external = 1 AND m.all_day = 0
      AND (m.status <> 'cancelled' OR m.cancelled_at > :now) AND COALESCE(m.own_partstat, '') <> 'declined'),
  latest AS (
    SELECT MAX(at) AS at FROM (SELECT at FROM talk UNION ALL SELECT at FROM mail_in UNION ALL SELECT at FROM mail_out) AS every)
  SELECT (SELECT at FROM latest) AS last_touch_at, (SELECT at FROM mail_in) AS last_in_at, (SELECT at FROM mail_out) AS last_out_at,
    (SELECT at FROM talk) AS last_meeting_at, (SELECT at FROM coming) AS next_meeting_at,
    CASE WHEN turn.us IS NOT NULL THEN 'us' WHEN turn.them IS NOT NULL THEN 'them' ELSE 'none' END AS ball,
    COALESCE(turn.us, turn.them) AS ball_since_at
  FROM turn
) AS n
WHERE account.id = :account
  AND (account.last_touch_at IS DISTINCT FROM n.last_touch_at OR account.last_in_at IS DISTINCT FROM n.last_in_at
    OR account.last_out_at IS DISTINCT FROM n.last_out_at OR account.last_meeting_at IS DISTINCT FROM n.last_meeting_at
    OR account.next_meeting_at IS DISTINCT FROM n.next_meeting_at OR account.ball <> n.ball
    OR account.ball_since_at IS DISTINCT FROM n.ball_since_at)
