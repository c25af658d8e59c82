-- SPDX-License-Identifier: MIT
-- Share of the leads first written to on LinkedIn in the period with a held meeting; judged 60 days after the period (15-C44).
-- in:  first, last, now, today
-- out: scope, value, num, den, n, known, why
WITH
-- use: held
opened AS (
  SELECT t.lead_id, MIN(t.occurred_at) AS at FROM touchpoint t
  WHERE t.kind = 'linkedin' AND t.direction = 'out' AND t.is_human = 1 AND t.lead_id IS NOT NULL AND t.occurred_at <= :now GROUP BY t.lead_id
),
begun AS (
  SELECT o.lead_id, o.at, d.local_day FROM opened o JOIN calendar_day d ON d.start_at <= o.at AND d.end_at > o.at WHERE d.local_day BETWEEN :first AND :last
),
unit AS (
  SELECT l.ext_id AS lead, l.name, b.local_day, CASE WHEN EXISTS (SELECT 1 FROM touchpoint t LEFT JOIN held h ON h.id = t.meeting_id
      WHERE t.lead_id = b.lead_id AND t.kind = 'meeting' AND t.local_day BETWEEN b.local_day AND b.local_day + 60
        AND (h.id IS NOT NULL OR t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now)) THEN 1 ELSE 0 END AS has_met
  FROM begun b JOIN lead l ON l.id = b.lead_id ORDER BY b.local_day, l.ext_id
)
-- figure
SELECT 'all' AS scope, NULL AS value, COALESCE(SUM(has_met), 0) AS num, COUNT(*) AS den, COUNT(*) AS n, 1 AS known, CASE WHEN :today < :last + 60 THEN 'immature' END AS why
FROM unit
