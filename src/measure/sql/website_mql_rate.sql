-- SPDX-License-Identifier: MIT
-- How many of the new leads from the website are worth a call.
-- in:  avoid_over, avoid_under, first, ideal_from, ideal_to, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
judged AS (
  SELECT l.id, l.account_id, l.ext_id, l.name, l.source_id, CAST(:now AS INTEGER) AS at, CAST(:today AS INTEGER) AS day
  FROM lead l JOIN lead_source s ON s.id = l.source_id AND s.category = 'website' WHERE l.kind = 'new_business' AND l.created_day BETWEEN :first AND :last AND l.created_at <= :now
),
-- use: score
unit AS (
  SELECT ext_id AS lead, name, score, CASE WHEN score >= 5 THEN 1 ELSE 0 END AS is_promising FROM score ORDER BY ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(is_promising), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
