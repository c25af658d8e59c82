-- SPDX-License-Identifier: MIT
-- When each lead was first shown a demo by now: the day entered for it, or its held meeting of that purpose (03 §3.2, 15-C24). There are
-- always more touchpoints than meetings, which come first therefore.
-- use: held
shown AS (
  SELECT d.lead_id, MIN(d.at) AS demo_at
  FROM (SELECT l.id AS lead_id, l.demo_at AS at FROM lead l WHERE l.demo_at <= :now
        UNION ALL
        SELECT t.lead_id, h.start_at FROM meeting m JOIN held h ON h.id = m.id CROSS JOIN touchpoint t ON t.meeting_id = m.id AND t.lead_id IS NOT NULL
        WHERE m.purpose = 'demo') AS d
  GROUP BY d.lead_id
),
