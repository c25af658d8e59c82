-- SPDX-License-Identifier: MIT
-- Monthly recurring revenue of each account that has any, at the end of the day.
mark AS (
  SELECT CAST(:today AS INTEGER) AS day
),
-- use: worth
recurring AS (
  SELECT a.ext_id AS account, a.name, SUM(w.ore) AS month_ore
  FROM worth w JOIN account a ON a.id = w.account_id
  GROUP BY a.id HAVING SUM(w.ore) > 0
),
