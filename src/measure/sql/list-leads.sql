-- SPDX-License-Identifier: MIT
-- Leads, oldest first, each in its stage of now. A source of one's own has a name, those that are shipped are words (present/state.c).
-- in:  account, now
-- out: id, account:h, account_name:pt, name:t, kind:h, stage, status, source:h, source_name:pl, service:h, contact:h, amount_ore:or, probability:r, expected_close:dl, created:il, last_activity:dl, unanswered_attempts:h, paused_until:dh, owner:h
SELECT l.ext_id AS id, a.ext_id AS "account:h", a.name AS "account_name:pt", l.name AS "name:t", l.kind AS "kind:h",
  (SELECT s.code FROM stage s WHERE s.id = COALESCE(
    (SELECT h.to_stage_id FROM lead_stage_history h WHERE h.lead_id = l.id AND h.at <= :now ORDER BY h.at DESC, h.id DESC LIMIT 1), l.stage_id)) AS stage,
  l.status AS status, o.code AS "source:h",
  CASE WHEN o.code IN ('cold_calling', 'referral', 'website', 'linkedin', 'event', 'content') THEN o.code ELSE o.name END AS "source_name:pl", v.code AS "service:h", c.ext_id AS "contact:h", l.amount_ore AS "amount_ore:or",
  l.probability AS "probability:r", l.expected_close_day AS "expected_close:dl", l.created_at AS "created:il", l.last_activity_day AS "last_activity:dl",
  l.unanswered_attempts AS "unanswered_attempts:h", l.paused_until_day AS "paused_until:dh", u.ext_id AS "owner:h"
FROM lead l JOIN account a ON a.id = l.account_id LEFT JOIN contact c ON c.id = l.contact_id LEFT JOIN lead_source o ON o.id = l.source_id
LEFT JOIN service v ON v.id = l.service_id LEFT JOIN app_user u ON u.id = l.owner_user_id
WHERE l.created_at <= :now AND (:account IS NULL OR a.ext_id = :account)
ORDER BY l.created_at, l.ext_id
