-- SPDX-License-Identifier: MIT
-- meetings as its CSV has it (00 §5).
-- in:
-- out: id, start:i, end:i, account, summary, booked:i, purpose, outcome, prep_done:i, place, attendees, lead
SELECT m.ext_id AS "id",
  m.start_at AS "start:i",
  m.end_at AS "end:i",
  (SELECT a.ext_id FROM meeting_attendee x JOIN account a ON a.id = x.account_id WHERE x.meeting_id = m.id AND x.addr LIKE 'account:%') AS "account",
  m.summary AS "summary",
  m.booked_at AS "booked:i",
  CASE m.purpose_by WHEN 'title' THEN NULL ELSE m.purpose END AS "purpose",
  m.outcome AS "outcome",
  m.prep_done_at AS "prep_done:i",
  m.place AS "place",
  (SELECT GROUP_CONCAT(w.addr, ' ') FROM (SELECT x.addr FROM meeting_attendee x WHERE x.meeting_id = m.id AND x.addr NOT LIKE 'account:%' ORDER BY x.addr) AS w) AS "attendees",
  l.ext_id AS "lead"
FROM meeting m LEFT JOIN lead l ON l.id = m.lead_id
WHERE m.ext_id IS NOT NULL ORDER BY m.ext_id;
