-- SPDX-License-Identifier: MIT
-- Monthly recurring revenue of each account on the two days of `mark`: today and the earlier one.
-- use: worth
pair AS (
  SELECT w.account_id, SUM(CASE WHEN w.day = :today THEN w.ore ELSE 0 END) AS is_now_ore, SUM(CASE WHEN w.day < :today THEN w.ore ELSE 0 END) AS was_ore
  FROM worth w GROUP BY w.account_id
),
