-- SPDX-License-Identifier: MIT
-- What was done: mails, calls, messages and held meetings of the day, by kind.
-- in:  first, last, now
-- out: scope, value, num, den, n, known, why
WITH
-- use: held
unit AS (
  SELECT t.kind, t.direction, t.occurred_at AS at, a.ext_id AS account, COALESCE(c.ext_id, t.contact_addr) AS contact,
    l.ext_id AS lead, COALESCE(m.subject, t.summary) AS subject
  FROM touchpoint t JOIN account a ON a.id = t.account_id LEFT JOIN contact c ON c.id = t.contact_id
  LEFT JOIN lead l ON l.id = t.lead_id LEFT JOIN message m ON m.id = t.email_id LEFT JOIN held h ON h.id = t.meeting_id
  WHERE t.local_day BETWEEN :first AND :last AND t.occurred_at <= :now AND t.is_human = 1 AND t.kind <> 'note'
    AND (t.kind <> 'meeting' OR h.id IS NOT NULL
         OR t.meeting_id IS NULL AND t.occurred_at + COALESCE(t.duration_s, 0) <= :now)
  ORDER BY t.kind, t.occurred_at, a.ext_id
)
-- figure
SELECT 'all' AS scope, COUNT(*) AS value, NULL AS num, NULL AS den, COUNT(*) AS n,
  EXISTS (SELECT 1 FROM touchpoint t WHERE t.kind <> 'note' AND t.occurred_at <= :now) AS known, NULL AS why
FROM unit
