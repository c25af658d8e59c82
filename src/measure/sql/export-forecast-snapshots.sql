-- SPDX-License-Identifier: MIT
-- forecast-snapshots as its CSV has it (00 §5).
-- in:
-- out: taken:i, period_kind, period_key, closed:o, commit:o, best_case:o, pipeline:o, weighted:o, manual:o, target:o
SELECT f.taken_at AS "taken:i",
  f.period_kind AS "period_kind",
  CASE f.period_kind
    WHEN 'day' THEN substr(f.period_key, 1, 4) || '-' || substr(f.period_key, 5, 2) || '-' || substr(f.period_key, 7, 2)
    WHEN 'week' THEN substr(f.period_key, 1, 4) || '-W' || substr(f.period_key, 5, 2)
    WHEN 'month' THEN substr(f.period_key, 1, 4) || '-' || substr(f.period_key, 5, 2)
    WHEN 'quarter' THEN substr(f.period_key, 1, 4) || '-Q' || substr(f.period_key, 5, 1)
    ELSE CAST(f.period_key AS TEXT) END AS "period_key",
  f.closed_ore AS "closed:o",
  f.commit_ore AS "commit:o",
  f.best_case_ore AS "best_case:o",
  f.pipeline_ore AS "pipeline:o",
  f.weighted_ore AS "weighted:o",
  f.manual_ore AS "manual:o",
  f.target_ore AS "target:o"
FROM forecast_snapshot f ORDER BY f.taken_at, f.period_kind, f.period_key;
