-- SPDX-License-Identifier: MIT
-- How likely each customer is to leave: the signs by their weight, half of it after [risk] half_life_days (09 9.7, 17-K8). Who is none cannot leave.
-- use: risk-sign
risk AS (
  SELECT a.id, a.ext_id, a.name, SUM(s.weight * power(2.0, -1.0 * s.age / :risk_days)) AS score FROM sign_of s JOIN account a ON a.id = s.account_id
    AND a.lifecycle IN ('customer', 'former') AND (a.customer_since_day IS NULL AND a.lifecycle = 'customer' OR a.customer_since_day <= :today) AND (a.churned_day IS NULL OR a.churned_day > :today)
  GROUP BY a.id, a.ext_id, a.name
),
