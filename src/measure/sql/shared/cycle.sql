-- SPDX-License-Identifier: MIT
-- Leads won in the period with the day of the first contact: a touch, else their beginning (15-C15).
-- use: closed
begun AS (
  SELECT c.ext_id, c.name, c.closed_day, v.code AS service, s.code AS source,
    COALESCE((SELECT t.local_day FROM touchpoint t WHERE t.lead_id = c.id AND t.occurred_at <= :now AND t.is_human = 1 AND t.kind <> 'note'
              ORDER BY t.occurred_at LIMIT 1), c.created_day) AS first_day
  FROM closed c LEFT JOIN service v ON v.id = c.service_id LEFT JOIN lead_source s ON s.id = c.source_id
  WHERE c.status = 'won' AND c.closed_day BETWEEN :first AND :last
),
