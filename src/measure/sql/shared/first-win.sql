-- SPDX-License-Identifier: MIT
-- The first deal that each account gave us, with its source (15-C40).
win AS (
  SELECT l.account_id, l.source_id, l.closed_day, ROW_NUMBER() OVER (PARTITION BY l.account_id ORDER BY l.closed_at, l.id) AS place
  FROM lead l WHERE l.status = 'won' AND l.closed_at <= :now
),
first_win AS (
  SELECT w.account_id, w.source_id, w.closed_day FROM win w WHERE w.place = 1
),
