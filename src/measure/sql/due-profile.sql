-- SPDX-License-Identifier: MIT
-- Active leads of which not all is known that the profile asks for (spec 09 §9.2).
-- in:  active_from, active_to, conservative, early_to, min_p, now, talks_from, talks_to, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: profile
thin AS (
  SELECT p.id, l.account_id, l.name || ' (' || c.name || ')' AS who, p.filled || '/' || p.wanted AS fact
  FROM profile p JOIN lead l ON l.id = p.id JOIN account c ON c.id = l.account_id WHERE p.filled < p.wanted
)
SELECT id AS subject_id, account_id, id AS lead_id, 0 AS severity, NULL AS due_day, NULL AS suffix, who, fact, NULL AS fact_day, NULL AS fact_at
FROM thin ORDER BY id;
