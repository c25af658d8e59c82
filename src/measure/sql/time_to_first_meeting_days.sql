-- SPDX-License-Identifier: MIT
-- Days from the first contact of a lead to its first held meeting (15-C16).
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: held
took AS NOT MATERIALIZED (
  SELECT t.lead_id, t.local_day, t.occurred_at FROM touchpoint t LEFT JOIN held h ON h.id = t.meeting_id
  WHERE t.kind = 'meeting' AND t.occurred_at <= :now AND (h.id IS NOT NULL OR t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now)
),
first_within AS MATERIALIZED (
  SELECT m.lead_id, MIN(m.local_day) AS meeting_day FROM took m WHERE m.local_day BETWEEN :first AND :last AND m.lead_id IS NOT NULL GROUP BY +m.lead_id
),
began AS (
  SELECT f.lead_id, f.meeting_day FROM first_within f
  WHERE NOT EXISTS (SELECT 1 FROM took m WHERE m.lead_id = f.lead_id AND m.local_day < :first AND m.occurred_at < (:first + 1) * 86400)
),
met AS MATERIALIZED (
  SELECT l.ext_id, l.name, b.meeting_day, (SELECT t.local_day FROM touchpoint t WHERE t.lead_id = l.id AND t.is_human = 1 AND t.kind <> 'note'
    AND t.occurred_at <= :now ORDER BY t.occurred_at LIMIT 1) AS contact_day
  FROM began b JOIN lead l ON l.id = b.lead_id AND l.created_at <= :now
),
unit AS (
  SELECT ext_id AS lead, name, contact_day, meeting_day, CASE WHEN meeting_day > contact_day THEN meeting_day - contact_day ELSE 0 END AS days
  FROM met ORDER BY meeting_day, ext_id
),
sample AS (
  SELECT 'all' AS scope, days AS value FROM unit
),
-- use: medians
every AS (
  SELECT 'all' AS scope
)
-- figure
SELECT e.scope, m.value, NULL AS num, NULL AS den, COALESCE(m.n, 0) AS n, 1 AS known, CASE WHEN m.n IS NULL THEN 'no_data' END AS why
FROM every e LEFT JOIN medians m ON m.scope = e.scope
