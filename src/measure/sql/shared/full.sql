-- SPDX-License-Identifier: MIT
-- The last day of the last complete month, and the first day after it (15-C85).
full AS (
  SELECT f.last_day, f.last_day + 1 AS next_day FROM (
    SELECT CASE WHEN add_months(d.local_day - d.ymd % 100 + 1, 1) - 1 = d.local_day AND d.end_at <= :asked THEN d.local_day
                ELSE d.local_day - d.ymd % 100 END AS last_day
    FROM calendar_day d WHERE d.local_day = :today) AS f
),
