-- SPDX-License-Identifier: MIT
-- `told`: leads of which a person noted what is `wanted` (kind), by the latest note.
-- use: noted
latest AS (
  SELECT n.lead_id, MAX(n.id) AS id FROM noted n JOIN wanted w ON w.kind = n.kind GROUP BY n.lead_id
),
told AS (
  SELECT n.lead_id AS subject_id, n.account_id, n.lead_id, 0 AS severity, NULL AS due_day, NULL AS suffix, l.name || ' (' || a.name || ')' AS who,
    n.note AS fact, NULL AS fact_day, CASE WHEN n.note IS NULL THEN n.noted_at END AS fact_at
  FROM latest x JOIN noted n ON n.id = x.id JOIN lead l ON l.id = n.lead_id JOIN account a ON a.id = n.account_id
  -- account: WHERE n.account_id = :account
)
