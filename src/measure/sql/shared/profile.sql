-- SPDX-License-Identifier: MIT
-- memo: profile
-- What is known of each active lead and its account, of eight things, of an opportunity of twelve (03, 15-C57, 15-F).
-- use: active
-- use: pipe-now
person AS MATERIALIZED (
  SELECT p.account_id, MAX(CASE WHEN COALESCE(p.role, 'other') <> 'other' THEN 1 ELSE 0 END) AS has_role,
    MAX(CASE WHEN p.role IN ('ceo', 'it_coo') THEN 1 ELSE 0 END) AS has_decider,
    MAX(CASE WHEN EXISTS (SELECT 1 FROM contact_address d WHERE d.contact_id = p.id AND d.kind IN ('email', 'phone')) THEN 1 ELSE 0 END) AS is_reachable
  FROM contact p WHERE p.created_at <= :now AND (p.left_day IS NULL OR p.left_day > :today)
    -- account: AND p.account_id = :account
  GROUP BY p.account_id
),
known AS (
  SELECT a.id, a.ext_id, a.name, s.is_opportunity,
    1 + CASE WHEN c.employees IS NULL THEN 0 ELSE 1 END + CASE WHEN c.segment IS NULL THEN 0 ELSE 1 END + CASE WHEN COALESCE(c.city, '') = '' THEN 0 ELSE 1 END
    + CASE WHEN l.source_id IS NULL THEN 0 ELSE 1 END + CASE WHEN l.service_id IS NULL THEN 0 ELSE 1 END
    + COALESCE(w.has_role, 0) + COALESCE(w.is_reachable, 0) AS eight,
    CASE WHEN o.amount_ore IS NULL THEN 0 ELSE 1 END + CASE WHEN o.entered IS NULL THEN 0 ELSE 1 END + CASE WHEN o.close_day IS NULL THEN 0 ELSE 1 END
    + COALESCE(w.has_decider, 0) AS four
  FROM active a JOIN lead l ON l.id = a.id JOIN account c ON c.id = a.account_id JOIN stage s ON s.code = a.stage LEFT JOIN opp o ON o.lead_id = a.id
  LEFT JOIN person w ON w.account_id = a.account_id
),
profile AS (
  SELECT k.id, k.ext_id, k.name, k.eight + CASE WHEN k.is_opportunity = 1 THEN k.four ELSE 0 END AS filled, CASE WHEN k.is_opportunity = 1 THEN 12 ELSE 8 END AS wanted
  FROM known k
),
