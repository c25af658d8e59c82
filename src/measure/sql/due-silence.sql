-- SPDX-License-Identifier: MIT
-- Customers who may have become silent: days since they wrote, their median gap before that (0 within the days that never count), what we sent since, and how many of the last
-- three mails that are old enough have no answer (spec 08 §8.7, small data).
-- in:  now, silent, today, window
-- out: account_id, account_name, silent_days, gap_days, sent, unanswered
WITH
customer AS (
  SELECT a.id, a.name FROM account a WHERE a.lifecycle = 'customer' AND (a.churned_day IS NULL OR a.churned_day > :today)
    -- account: AND a.id = :account
),
-- use: spoke
-- The last word of each customer is one look from the end of an index; the days of all their mail are read of those only who have been
-- silent for so long that the gap decides (RULE_SILENT_DAYS).
voice AS MATERIALIZED (
  SELECT c.id, c.name, (SELECT t.local_day FROM spoke t WHERE t.account_id = c.id AND t.kind = 'email' ORDER BY t.at DESC LIMIT 1) AS day FROM customer c
),
heard AS (
  SELECT DISTINCT t.account_id, t.local_day FROM spoke t
  WHERE t.kind = 'email' AND t.account_id IN (SELECT v.id FROM voice v WHERE v.day < :today - :silent)
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
)
SELECT v.id AS account_id, v.name AS account_name, :today - v.day AS silent_days, COALESCE(m.days, 0) AS gap_days,
  (SELECT COUNT(*) FROM touchpoint t WHERE t.account_id = v.id AND t.kind = 'email' AND t.direction = 'out' AND t.is_human = 1 AND t.local_day > v.day
     AND t.occurred_at BETWEEN (v.day - 1) * 86400 AND :now) AS sent,
  (SELECT COALESCE(SUM(r.is_open), 0) FROM (
     SELECT CASE WHEN e.state = 'open' OR e.closed_at > :now THEN 1 ELSE 0 END AS is_open FROM response_episode e
     WHERE e.account_id = v.id AND e.owed_by = 'them' AND e.opened_at <= :now AND e.opened_day + :window <= :today AND e.opened_day > :today - 540
       AND e.state IN ('open', 'answered') AND e.is_invite = 0 AND e.ooo_hit = 0 AND e.in_quiet = 0
     ORDER BY e.opened_at DESC, e.id DESC LIMIT 3) r) AS unanswered
FROM voice v LEFT JOIN middle m ON m.account_id = v.id
ORDER BY v.id;
