-- SPDX-License-Identifier: MIT
-- Uppstart projects delivered in the period (15-C32, C33).
delivered AS (
  SELECT p.id, p.account_id, p.ext_id AS project, a.ext_id AS account, p.start_day, p.planned_end_day, p.delivered_day
  FROM project p JOIN account a ON a.id = p.account_id JOIN service v ON v.id = p.service_id
  WHERE v.code = 'satori-uppstart' AND p.status <> 'cancelled' AND p.delivered_day BETWEEN :first AND :last AND p.delivered_day <= :today
),
