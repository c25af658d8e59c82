-- SPDX-License-Identifier: MIT
-- Delivery expects a project, a pilot recurring revenue, expansion two services or more users than a year ago, partnership the chat.
-- in:  now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: phase
mark AS (
  SELECT CAST(:today AS INTEGER) AS day UNION ALL SELECT add_months(:today, -12)
),
-- use: worth
-- use: line
fact AS (
  SELECT p.ext_id, p.name, p.phase,
    EXISTS (SELECT 1 FROM project j WHERE j.account_id = p.id AND j.status IN ('planned', 'active', 'delivered')) AS has_project,
    (SELECT COALESCE(SUM(w.ore), 0) FROM worth w WHERE w.account_id = p.id AND w.day = :today) AS month_ore,
    (SELECT COUNT(DISTINCT n.service_id) FROM line n WHERE n.account_id = p.id AND n.net_ore > 0 AND n.invoice_day > add_months(:today, -12)) AS services,
    (SELECT COALESCE(SUM(CASE WHEN w.day = :today THEN w.quantity ELSE -w.quantity END), 0) FROM worth w JOIN service v ON v.id = w.service_id
      WHERE w.account_id = p.id AND v.code = 'satori-chat') AS more_users,
    EXISTS (SELECT 1 FROM worth w JOIN service v ON v.id = w.service_id WHERE w.account_id = p.id AND w.day = :today AND v.code = 'satori-chat') AS has_chat
  FROM phase p
),
unit AS (
  SELECT ext_id AS account, name, phase, CASE phase WHEN 1 THEN has_project WHEN 2 THEN month_ore > 0 WHEN 3 THEN services >= 2 OR more_users > 0 ELSE has_chat END AS is_on_track
  FROM fact ORDER BY ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(CASE WHEN is_on_track THEN 1 ELSE 0 END), 0) AS num, COUNT(*) AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :now) AS known, NULL AS why
FROM unit
