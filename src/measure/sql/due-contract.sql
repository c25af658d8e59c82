-- SPDX-License-Identifier: MIT
-- Running contracts whose notice must be given within 30 days, or could have been (spec 09 §9.4).
-- in:  today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
ending AS (
  SELECT s.id, s.account_id, v.name || ' (' || a.name || ')' AS who, s.committed_until_day, s.committed_until_day - s.notice_days AS notice_day
  FROM subscription s JOIN account a ON a.id = s.account_id JOIN service v ON v.id = s.service_id
  WHERE s.start_day <= :today AND (s.end_day IS NULL OR s.end_day > :today) AND s.committed_until_day >= :today
    -- account: AND s.account_id = :account
)
SELECT id AS subject_id, account_id, NULL AS lead_id, 2 AS severity, notice_day AS due_day, NULL AS suffix, who, NULL AS fact, committed_until_day AS fact_day, NULL AS fact_at
FROM ending WHERE notice_day - 30 <= :today ORDER BY id;
