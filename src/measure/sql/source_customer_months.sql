-- SPDX-License-Identifier: MIT
-- How long the customers of each source stay, those still with us counted as far as they are known, up to the longest of them.
-- in:  now, today
-- out: scope, value, num, den, n, known, why
WITH RECURSIVE
-- use: first-win
unit AS (
  SELECT a.ext_id AS account, a.name, (SELECT k.code FROM lead_source k WHERE k.id = f.source_id) AS source, CASE WHEN a.churned_day <= :today THEN 1 ELSE 0 END AS is_lost,
    (CASE WHEN a.churned_day <= :today THEN a.churned_day ELSE :today END - f.closed_day) / 30.4375 AS months
  FROM first_win f JOIN account a ON a.id = f.account_id
  WHERE f.source_id IS NOT NULL AND (a.churned_day IS NULL OR a.churned_day >= f.closed_day) ORDER BY a.ext_id
),
moment AS (
  SELECT m.source, m.months, m.lost, (SELECT COUNT(*) FROM unit u WHERE u.source = m.source AND u.months >= m.months) AS at_risk,
    ROW_NUMBER() OVER (PARTITION BY m.source ORDER BY m.months) AS place
  FROM (SELECT source, months, SUM(is_lost) AS lost FROM unit GROUP BY source, months) AS m
),
curve AS (
  SELECT m.source, m.place, m.months, 1.0 - 1.0 * m.lost / m.at_risk AS survival, m.months AS area FROM moment m WHERE m.place = 1
  UNION ALL
  SELECT m.source, m.place, m.months, c.survival * (1.0 - 1.0 * m.lost / m.at_risk), c.area + c.survival * (m.months - c.months)
  FROM curve c JOIN moment m ON m.source = c.source AND m.place = c.place + 1
),
total AS (
  SELECT c.source, MAX(c.area) AS months FROM curve c GROUP BY c.source
)
-- figure
SELECT 'source:' || s.code AS scope, t.months AS value, NULL AS num, NULL AS den, (SELECT COUNT(*) FROM unit u WHERE u.source = s.code) AS n, 1 AS known,
  CASE WHEN t.months IS NULL THEN 'no_data' END AS why
FROM lead_source s LEFT JOIN total t ON t.source = s.code ORDER BY s.code
