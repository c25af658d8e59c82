-- SPDX-License-Identifier: MIT
-- Customers whose latest answer says that they would not recommend us (17-L2).
-- in:  today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
answer AS (
  SELECT a.id, a.name, (SELECT s.id FROM survey_response s WHERE s.account_id = a.id AND s.kind = 'nps' AND s.local_day <= :today
                        ORDER BY s.local_day DESC, s.id DESC LIMIT 1) AS survey_id
  FROM account a WHERE a.lifecycle = 'customer' AND (a.churned_day IS NULL OR a.churned_day > :today)
    -- account: AND a.id = :account
)
SELECT w.id AS subject_id, w.id AS account_id, NULL AS lead_id, 2 AS severity, NULL AS due_day, NULL AS suffix, w.name AS who, s.score AS fact, NULL AS fact_day, NULL AS fact_at
FROM answer w JOIN survey_response s ON s.id = w.survey_id WHERE s.score <= 6 ORDER BY w.id;
