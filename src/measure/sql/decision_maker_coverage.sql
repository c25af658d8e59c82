-- SPDX-License-Identifier: MIT
-- Whether we know those who decide where it matters (15-C75).
-- in:  active_from, active_to, conservative, early_to, min_p, now, talks_from, talks_to, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: pipe-now
asked_of AS (
  SELECT a.id, a.ext_id, a.name FROM account a
  WHERE a.created_at <= :now AND ((a.churned_day IS NULL OR a.churned_day > :today)
      AND (a.customer_since_day <= :today AND a.lifecycle IN ('customer', 'former') OR a.customer_since_day IS NULL AND a.lifecycle = 'customer')
    OR a.id IN (SELECT l.account_id FROM opp o JOIN lead l ON l.id = o.lead_id))
),
unit AS (
  SELECT q.ext_id AS account, q.name, CASE WHEN (SELECT COUNT(DISTINCT c.role) FROM contact c WHERE c.account_id = q.id AND c.role IN ('ceo', 'it_coo') AND c.created_at <= :now
      AND (c.left_day IS NULL OR c.left_day > :today)) = 2 THEN 1 ELSE 0 END AS is_known
  FROM asked_of q ORDER BY q.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_known), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, EXISTS (SELECT 1 FROM account a WHERE a.created_at <= :now) AS known, NULL AS why
FROM unit
