-- SPDX-License-Identifier: MIT
-- Leads of which a person noted that they are in competition with another project of theirs, told by the latest note (spec 09 §9.10).
-- in:  now
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: noted
latest AS (
  SELECT n.lead_id, MAX(n.id) AS id FROM noted n WHERE n.kind = 'competing_initiative' GROUP BY n.lead_id
)
SELECT n.lead_id AS subject_id, n.account_id, n.lead_id, 0 AS severity, NULL AS due_day, NULL AS suffix, l.name || ' (' || a.name || ')' AS who,
  n.note AS fact, NULL AS fact_day, CASE WHEN n.note IS NULL THEN n.noted_at END AS fact_at
FROM latest x JOIN noted n ON n.id = x.id JOIN lead l ON l.id = n.lead_id JOIN account a ON a.id = n.account_id ORDER BY n.lead_id;
