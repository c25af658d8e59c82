-- SPDX-License-Identifier: MIT
-- Projects that were delivered and that nobody was unhappy with (spec 09 §9.6).
delivery AS (
  SELECT p.id, p.account_id, v.code AS service, v.name || ' (' || a.name || ')' AS who, p.delivered_day
  FROM project p JOIN service v ON v.id = p.service_id JOIN account a ON a.id = p.account_id
  WHERE p.status = 'delivered' AND p.delivered_day <= :today
    AND COALESCE((SELECT s.score FROM survey_response s WHERE s.project_id = p.id AND s.kind = 'csat' AND s.local_day <= :today
                  ORDER BY s.local_day DESC, s.id DESC LIMIT 1), 10) >= 7
),
