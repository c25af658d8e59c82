-- SPDX-License-Identifier: MIT
-- Calls with an outcome while somebody was upset and had no letter of ours since: words that weigh enough in the 30 days before, what a person noted, or
-- three letters of one thread without an answer (spec 09 §9.5, 002:66).
urgent_call AS NOT MATERIALIZED (
  SELECT t.account_id, t.occurred_at AS at, t.local_day
  FROM touchpoint t
  WHERE t.kind = 'call' AND t.outcome IS NOT NULL AND t.occurred_at <= :now
    AND (2 <= (SELECT SUM(p.weight) FROM (
        SELECT c.pattern, MAX(c.weight) AS weight FROM message_account ma JOIN message m ON m.id = ma.message_id
        JOIN message_cue c ON c.message_id = m.id AND c.category = 'escalation'
        WHERE ma.account_id = t.account_id AND ma.is_copied = 0 AND m.direction = 'in' AND m.auto_class = 'human' AND m.is_skipped = 0
          AND m.occurred_at <= t.occurred_at AND m.occurred_at > t.occurred_at - 2592000
          AND NOT EXISTS (SELECT 1 FROM touchpoint w WHERE w.account_id = t.account_id AND w.kind = 'email' AND w.direction = 'out' AND w.is_human = 1
            AND w.occurred_at > m.occurred_at AND w.occurred_at < t.occurred_at)
        GROUP BY c.pattern) AS p)
      OR EXISTS (SELECT 1 FROM manual_signal n LEFT JOIN lead l ON l.id = n.lead_id
        WHERE n.kind = 'escalation' AND COALESCE(l.account_id, n.account_id) = t.account_id AND n.noted_at <= t.occurred_at AND n.noted_at > t.occurred_at - 2592000
          AND NOT EXISTS (SELECT 1 FROM touchpoint w WHERE w.account_id = t.account_id AND w.kind = 'email' AND w.direction = 'out' AND w.is_human = 1
            AND w.occurred_at > n.noted_at AND w.occurred_at < t.occurred_at))
      OR EXISTS (SELECT 1 FROM response_episode e
        WHERE e.account_id = t.account_id AND e.owed_by = 'us' AND e.is_request = 0 AND e.attempts >= 3 AND e.last_attempt_at <= t.occurred_at
          AND (e.state = 'open' OR e.closed_at >= t.occurred_at)))
),
