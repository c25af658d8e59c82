-- SPDX-License-Identifier: MIT
-- Customers who may have become silent: days since they wrote, their median gap before that (0 of those who are not), what we sent since, and how many of the last
-- three mails that are old enough have no answer (spec 08 §8.7, small data).
-- in:  now, today, window
-- out: account_id, account_name, silent_days, gap_days, sent, unanswered
WITH
customer AS (
  SELECT a.id, a.name FROM account a WHERE a.lifecycle = 'customer' AND (a.churned_day IS NULL OR a.churned_day > :today)
),
-- use: spoke
voice AS MATERIALIZED (
  SELECT c.id AS account_id, (SELECT t.local_day FROM spoke t WHERE t.account_id = c.id AND t.kind = 'email' ORDER BY t.at DESC LIMIT 1) AS day FROM customer c
),
-- Who wrote in the last 30 days is not silent, whatever the gaps were.
heard AS (
  SELECT DISTINCT t.account_id, t.local_day FROM spoke t WHERE t.kind = 'email' AND t.account_id IN (SELECT v.account_id FROM voice v WHERE v.day < :today - 30)
),
gap AS (
  SELECT h.account_id, h.local_day - LAG(h.local_day) OVER (PARTITION BY h.account_id ORDER BY h.local_day) AS days FROM heard h
),
ranked AS (
  SELECT g.account_id, g.days, ROW_NUMBER() OVER (PARTITION BY g.account_id ORDER BY g.days) AS place, COUNT(*) OVER (PARTITION BY g.account_id) AS n
  FROM gap g WHERE g.days IS NOT NULL
),
middle AS (
  SELECT r.account_id, AVG(1.0 * r.days) AS days FROM ranked r WHERE r.place * 2 BETWEEN r.n AND r.n + 2 GROUP BY r.account_id
),
mature AS (
  SELECT e.account_id, CASE WHEN e.state = 'open' OR e.closed_at > :now THEN 1 ELSE 0 END AS is_open,
    ROW_NUMBER() OVER (PARTITION BY e.account_id ORDER BY e.opened_at DESC, e.id DESC) AS place
  FROM response_episode e JOIN customer c ON c.id = e.account_id
  WHERE e.owed_by = 'them' AND e.opened_at <= :now AND e.opened_day + :window <= :today AND e.opened_day > :today - 540 AND e.state IN ('open', 'answered')
    AND e.is_invite = 0 AND e.ooo_hit = 0 AND e.in_quiet = 0
),
missed AS (
  SELECT m.account_id, SUM(m.is_open) AS n FROM mature m WHERE m.place <= 3 GROUP BY m.account_id
)
SELECT c.id AS account_id, c.name AS account_name, :today - v.day AS silent_days, COALESCE(m.days, 0) AS gap_days,
  (SELECT COUNT(*) FROM touchpoint t WHERE t.account_id = c.id AND t.kind = 'email' AND t.direction = 'out' AND t.is_human = 1 AND t.local_day > v.day
     AND t.occurred_at BETWEEN (v.day - 1) * 86400 AND :now) AS sent,
  COALESCE(u.n, 0) AS unanswered
FROM customer c LEFT JOIN voice v ON v.account_id = c.id LEFT JOIN middle m ON m.account_id = c.id LEFT JOIN missed u ON u.account_id = c.id
ORDER BY c.id;
