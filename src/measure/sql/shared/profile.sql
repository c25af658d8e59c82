-- SPDX-License-Identifier: MIT
-- What is known of each active lead and its account, of eight things, of an opportunity of twelve (03, 15-C57, 15-F).
mark AS (
  SELECT 'closing' AS mark, CAST(:now AS INTEGER) AS at
),
-- use: active
-- use: pipe
known AS (
  SELECT a.id, a.ext_id, a.name, s.is_opportunity,
    1 + CASE WHEN c.employees IS NULL THEN 0 ELSE 1 END + CASE WHEN c.segment IS NULL THEN 0 ELSE 1 END + CASE WHEN COALESCE(c.city, '') = '' THEN 0 ELSE 1 END
    + CASE WHEN l.source_id IS NULL THEN 0 ELSE 1 END + CASE WHEN l.service_id IS NULL THEN 0 ELSE 1 END
    + EXISTS (SELECT 1 FROM contact p WHERE p.account_id = c.id AND COALESCE(p.role, 'other') <> 'other' AND p.created_at <= :now AND (p.left_day IS NULL OR p.left_day > :today))
    + EXISTS (SELECT 1 FROM contact p WHERE p.account_id = c.id AND p.created_at <= :now AND (p.left_day IS NULL OR p.left_day > :today)
              AND EXISTS (SELECT 1 FROM contact_address d WHERE d.contact_id = p.id AND d.kind IN ('email', 'phone'))) AS eight,
    CASE WHEN o.amount_ore IS NULL THEN 0 ELSE 1 END + CASE WHEN o.entered IS NULL THEN 0 ELSE 1 END + CASE WHEN o.close_day IS NULL THEN 0 ELSE 1 END
    + EXISTS (SELECT 1 FROM contact p WHERE p.account_id = c.id AND p.role IN ('ceo', 'it_coo') AND p.created_at <= :now AND (p.left_day IS NULL OR p.left_day > :today)) AS four
  FROM active a JOIN lead l ON l.id = a.id JOIN account c ON c.id = a.account_id JOIN stage s ON s.code = a.stage LEFT JOIN opp o ON o.lead_id = a.id
),
profile AS (
  SELECT k.id, k.ext_id, k.name, k.eight + CASE WHEN k.is_opportunity = 1 THEN k.four ELSE 0 END AS filled, CASE WHEN k.is_opportunity = 1 THEN 12 ELSE 8 END AS wanted
  FROM known k
),
