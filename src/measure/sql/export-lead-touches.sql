-- SPDX-License-Identifier: MIT
-- lead-touches as its CSV has it (00 §5).
-- in:
-- out: lead, source, at:i, utm_source, utm_medium, utm_campaign
SELECT l.ext_id AS "lead",
  s.code AS "source",
  t.at AS "at:i",
  t.utm_source AS "utm_source",
  t.utm_medium AS "utm_medium",
  t.utm_campaign AS "utm_campaign"
FROM lead_touch_source t JOIN lead l ON l.id = t.lead_id JOIN lead_source s ON s.id = t.source_id ORDER BY l.ext_id, t.at, t.id;
