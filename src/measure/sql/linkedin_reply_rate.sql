-- SPDX-License-Identifier: MIT
-- Share of the leads first written to on LinkedIn in the period that answered; judged 14 days after the period (15-C44).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
opened AS (
  SELECT t.lead_id, MIN(t.occurred_at) AS at FROM touchpoint t
  WHERE t.kind = 'linkedin' AND t.direction = 'out' AND t.is_human = 1 AND t.lead_id IS NOT NULL AND t.occurred_at <= :now GROUP BY t.lead_id
),
begun AS (
  SELECT o.lead_id, o.at, d.local_day FROM opened o JOIN calendar_day d ON d.start_at <= o.at AND d.end_at > o.at WHERE d.local_day BETWEEN :first AND :last
),
unit AS (
  SELECT l.ext_id AS lead, l.name, b.local_day, CASE WHEN EXISTS (SELECT 1 FROM touchpoint t WHERE t.lead_id = b.lead_id AND t.direction = 'in' AND t.is_human = 1 AND t.kind <> 'note'
      AND t.occurred_at > b.at AND t.occurred_at <= :now AND t.local_day <= b.local_day + 14) THEN 1 ELSE 0 END AS has_answered
  FROM begun b JOIN lead l ON l.id = b.lead_id ORDER BY b.local_day, l.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(has_answered), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, CASE WHEN :today < :last + 14 THEN 'immature' END AS why
FROM unit
