-- SPDX-License-Identifier: MIT
-- touchpoints as its CSV has it (00 §5).
-- in:
-- out: id, kind, direction, account, at:i, contact, lead, outcome, duration_min, summary, user, logged:i, tags
SELECT t.ext_id AS "id",
  t.kind AS "kind",
  t.direction AS "direction",
  a.ext_id AS "account",
  t.occurred_at AS "at:i",
  c.ext_id AS "contact",
  l.ext_id AS "lead",
  t.outcome AS "outcome",
  t.duration_s / 60 AS "duration_min",
  t.summary AS "summary",
  u.ext_id AS "user",
  t.logged_at AS "logged:i",
  t.tags AS "tags"
FROM touchpoint t JOIN account a ON a.id = t.account_id LEFT JOIN contact c ON c.id = t.contact_id LEFT JOIN lead l ON l.id = t.lead_id
LEFT JOIN app_user u ON u.id = t.user_id
WHERE t.ext_id IS NOT NULL AND t.meeting_id IS NULL ORDER BY t.ext_id;
