-- SPDX-License-Identifier: MIT
-- Opportunities that are said to be likely with less than two kinds of evidence; a customer who talks to us is one (spec 09 §9.10).
-- in:  active_from, active_to, conservative, early_to, min_p, now, talks_from, talks_to, today
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
-- use: held
-- use: answer
-- use: deal
proof AS (
  SELECT d.lead_id, d.account_id, d.who, d.probability, l.prob_evidence,
    EXISTS (SELECT 1 FROM answer b WHERE b.account_id = d.account_id AND b.at > :now - 2592000) AS is_engaged
  FROM deal d JOIN lead l ON l.id = d.lead_id WHERE d.probability >= 70
),
kinds AS (
  SELECT lead_id, account_id, who, probability,
    CASE WHEN is_engaged OR (prob_evidence & 1) <> 0 THEN 1 ELSE 0 END + CASE WHEN (prob_evidence & 2) <> 0 THEN 1 ELSE 0 END
      + CASE WHEN (prob_evidence & 4) <> 0 THEN 1 ELSE 0 END AS n
  FROM proof
)
SELECT lead_id AS subject_id, account_id, lead_id, 0 AS severity, NULL AS due_day, NULL AS suffix, who, probability || ' %' AS fact, NULL AS fact_day, NULL AS fact_at
FROM kinds WHERE n < 2 ORDER BY lead_id;
