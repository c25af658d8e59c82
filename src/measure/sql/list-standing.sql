-- SPDX-License-Identifier: MIT
-- How an account stands: tier and fit, what speaks against it, who decides, where it is, how far it has come (04 4.1, 4.5; 09 9.10).
-- in:  account, asked, avoid_over, avoid_under, ideal_from, ideal_to, now, today
-- out: what, value, note, place
WITH
mark AS (
  SELECT d.local_day AS day, CASE WHEN d.end_at <= :asked THEN d.local_day ELSE d.local_day - 1 END AS last_day FROM calendar_day d WHERE d.local_day = :today
),
-- use: line
-- use: suggested
-- use: phase
chosen AS (
  SELECT a.* FROM account a WHERE a.ext_id = :account
)
SELECT 'tier_suggested' AS what, CAST(s.tier AS TEXT) AS value, NULL AS note, 1 AS place
FROM chosen c LEFT JOIN suggested s ON s.id = c.id
UNION ALL
SELECT 'icp_fit', CASE WHEN c.employees IS NULL THEN NULL WHEN c.employees < :avoid_under OR c.employees > :avoid_over THEN 'avoid'
  WHEN c.employees BETWEEN :ideal_from AND :ideal_to THEN 'ideal' ELSE 'acceptable' END, CAST(c.employees AS TEXT), 2 FROM chosen c
UNION ALL
SELECT 'anti_pattern', 'employees', CAST(c.employees AS TEXT), 3 FROM chosen c WHERE c.employees < :avoid_under OR c.employees > :avoid_over
UNION ALL
SELECT 'anti_pattern', 'segment', c.segment, 4 FROM chosen c WHERE c.segment = 'tech'
UNION ALL
SELECT 'anti_pattern', 'swedish_ops', NULL, 5 FROM chosen c WHERE c.has_swedish_ops = 0
UNION ALL
SELECT 'decision_maker', r.role, (SELECT p.full_name FROM contact p WHERE p.account_id = c.id AND p.role = r.role AND (p.left_day IS NULL OR p.left_day > :today) ORDER BY p.id LIMIT 1), r.place
FROM chosen c JOIN (SELECT 'ceo' AS role, 6 AS place UNION ALL SELECT 'it_coo', 7) AS r ON 1 = 1
UNION ALL
SELECT 'geo_class', CASE WHEN c.has_swedish_ops = 0 THEN 'outside' WHEN COALESCE(c.city, '') = '' THEN NULL
  WHEN LOWER(c.city) IN ('stockholm', 'göteborg', 'gÖteborg', 'gothenburg', 'malmö', 'malmÖ') THEN 'primary' ELSE 'secondary' END, c.city, 8 FROM chosen c
UNION ALL
SELECT 'revenue_phase', CAST(p.phase AS TEXT), NULL, 9 FROM chosen c JOIN phase p ON p.id = c.id
ORDER BY 4
