-- SPDX-License-Identifier: MIT
-- Response episodes by the day they were opened (16-A01).
-- in:  account, from, now, to
-- out: id:h, account:h, account_name:pt, contact:h, contact_name:pt, subject:tp, owed_by, opened_at:i, opened_day:dh, last_attempt_at:ih, attempts:r, is_followup:bh, is_invite:bh, ooo_hit:bh, state, closed_at:i, closed_by:h, match:h, resp_secs:h, resp_work_secs:h, thread:h, open_message:h, close_message:h
SELECT e.id AS "id:h", a.ext_id AS "account:h", a.name AS "account_name:pt", c.ext_id AS "contact:h", c.full_name AS "contact_name:pt", o.subject AS "subject:tp", e.owed_by AS owed_by, e.opened_at AS "opened_at:i", e.opened_day AS "opened_day:dh",
  e.last_attempt_at AS "last_attempt_at:ih", e.attempts AS "attempts:r", e.is_followup AS "is_followup:bh", e.is_invite AS "is_invite:bh",
  e.ooo_hit AS "ooo_hit:bh", e.state AS state, e.closed_at AS "closed_at:i", e.closed_by AS "closed_by:h", e.match AS "match:h",
  e.resp_secs AS "resp_secs:h", e.resp_work_secs AS "resp_work_secs:h", 't' || CAST(e.thread_id AS TEXT) AS "thread:h",
  CASE WHEN o.twin > 1 THEN x.value || '#' || CAST(o.twin AS TEXT) ELSE x.value END AS "open_message:h",
  CASE WHEN q.twin > 1 THEN y.value || '#' || CAST(q.twin AS TEXT) ELSE y.value END AS "close_message:h"
FROM response_episode e JOIN account a ON a.id = e.account_id LEFT JOIN contact c ON c.id = e.contact_id
LEFT JOIN message o ON o.id = e.open_message_id LEFT JOIN msgid x ON x.id = o.msgid_id
LEFT JOIN message q ON q.id = e.close_message_id LEFT JOIN msgid y ON y.id = q.msgid_id
WHERE e.opened_at <= :now AND e.opened_day BETWEEN :from AND :to AND (:account IS NULL OR a.ext_id = :account)
ORDER BY e.opened_at, e.episode_key
