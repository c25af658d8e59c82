-- SPDX-License-Identifier: MIT
-- By how much more often enriched leads of the period became an opportunity; a correlation, with at least ten of each kind.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why, lo, hi
WITH
-- use: entered
unit AS (
  SELECT e.ext_id AS lead, e.name, CASE WHEN l.enriched_at <= :now THEN 1 ELSE 0 END AS is_enriched,
    CASE WHEN e.max_ord >= (SELECT MIN(s.ord) FROM stage s WHERE s.is_opportunity = 1) THEN 1 ELSE 0 END AS is_opportunity
  FROM entered e JOIN lead l ON l.id = e.id ORDER BY e.ext_id
),
side AS (
  SELECT is_enriched, COUNT(*) AS n, 1.0 * SUM(is_opportunity) / COUNT(*) AS p FROM unit GROUP BY is_enriched
),
wilson AS (
  SELECT is_enriched, n, p, (p + 3.84145882 / (2 * n)) / (1 + 3.84145882 / n) AS middle,
    1.959963985 * sqrt(p * (1 - p) / n + 3.84145882 / (4.0 * n * n)) / (1 + 3.84145882 / n) AS reach
  FROM side
),
both AS (
  SELECT a.n AS n1, b.n AS n2, a.p - b.p AS d, a.p - (a.middle - a.reach) AS low1, a.middle + a.reach - a.p AS high1, b.p - (b.middle - b.reach) AS low2, b.middle + b.reach - b.p AS high2
  FROM wilson a JOIN wilson b ON a.is_enriched = 1 AND b.is_enriched = 0 AND a.n >= 10 AND b.n >= 10
)
-- figure
SELECT 'all' AS scope, (SELECT x.d FROM both x) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known,
  CASE WHEN COUNT(*) = 0 THEN 'no_data' WHEN NOT EXISTS (SELECT 1 FROM both x) THEN 'immature' END AS why,
  (SELECT x.d - sqrt(x.low1 * x.low1 + x.high2 * x.high2) FROM both x) AS lo, (SELECT x.d + sqrt(x.high1 * x.high1 + x.low2 * x.low2) FROM both x) AS hi
FROM unit
