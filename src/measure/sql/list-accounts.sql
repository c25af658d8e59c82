-- SPDX-License-Identifier: MIT
-- Accounts by name.
-- in:  account, now
-- out: row_id, id, name, lifecycle, tier, segment:h, employees:h, city:h, owner:h, domains:ht, ball, ball_since:ih, last_touch:i, next_meeting:il
SELECT a.id AS row_id, a.ext_id AS id, a.name AS name, a.lifecycle AS lifecycle, a.tier AS tier, a.segment AS "segment:h",
  a.employees AS "employees:h", a.city AS "city:h", u.ext_id AS "owner:h", NULL AS "domains:ht", a.ball AS ball, a.ball_since_at AS "ball_since:ih",
  a.last_touch_at AS "last_touch:i", a.next_meeting_at AS "next_meeting:il"
FROM account a LEFT JOIN app_user u ON u.id = a.owner_user_id
WHERE a.created_at <= :now AND (:account IS NULL OR a.ext_id = :account)
ORDER BY a.name, a.ext_id
