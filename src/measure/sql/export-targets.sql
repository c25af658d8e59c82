-- SPDX-License-Identifier: MIT
-- targets as its CSV has it (00 §5).
-- in:
-- out: kpi, scope, period, key, low, high, direction, unit
SELECT t.kpi_id AS "kpi",
  t.scope AS "scope",
  t.period_kind AS "period",
  CASE WHEN t.period_key > 0 THEN CASE t.period_kind
    WHEN 'day' THEN substr(t.period_key, 1, 4) || '-' || substr(t.period_key, 5, 2) || '-' || substr(t.period_key, 7, 2)
    WHEN 'week' THEN substr(t.period_key, 1, 4) || '-W' || substr(t.period_key, 5, 2)
    WHEN 'month' THEN substr(t.period_key, 1, 4) || '-' || substr(t.period_key, 5, 2)
    WHEN 'quarter' THEN substr(t.period_key, 1, 4) || '-Q' || substr(t.period_key, 5, 1)
    ELSE CAST(t.period_key AS TEXT) END END AS "key",
  t.low AS "low",
  t.high AS "high",
  t.direction AS "direction",
  t.unit AS "unit"
FROM target t ORDER BY t.kpi_id, t.scope, t.period_kind, t.period_key;
