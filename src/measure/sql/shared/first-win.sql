-- SPDX-License-Identifier: MIT
-- The first deal that each account gave us, with its source (15-C40).
-- use: ended
win AS (
  SELECT l.account_id, l.source_id, e.closed_day, ROW_NUMBER() OVER (PARTITION BY l.account_id ORDER BY e.closed_at, l.id) AS place
  FROM ended e JOIN lead l ON l.id = e.lead_id WHERE e.status = 'won'
),
first_win AS (
  SELECT w.account_id, w.source_id, w.closed_day FROM win w WHERE w.place = 1
),
