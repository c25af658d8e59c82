-- SPDX-License-Identifier: MIT
-- What is to be won in the period `span` (kind, key, first_day, last_day), in öre; no row = no target. One for just this period goes
-- before a standing one (15-B15).
goal AS (
  SELECT t.low * CASE WHEN t.unit = 'SEK' THEN 100 ELSE 1 END AS ore
  FROM target t JOIN span s ON s.kind = t.period_kind AND t.period_key IN (0, s.key)
  WHERE t.kpi_id = 'deals_won_value' AND t.scope = 'all' AND t.low IS NOT NULL
  ORDER BY t.period_key DESC LIMIT 1
),
