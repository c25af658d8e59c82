-- SPDX-License-Identifier: MIT
-- Meetings held, each occurrence by the local day of its start (16-D05, 15-B11).
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: held
unit AS (
  SELECT h.uid, h.start_at, h.local_day, h.summary FROM held h
  WHERE h.local_day BETWEEN :first AND :last
  UNION ALL
  SELECT COALESCE(t.ext_id, t.src_key), t.occurred_at, t.local_day, t.summary FROM touchpoint t
  WHERE t.kind = 'meeting' AND t.meeting_id IS NULL AND t.local_day BETWEEN :first AND :last
    AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n, 1 AS known, NULL AS why
FROM unit
