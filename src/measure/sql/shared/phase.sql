-- SPDX-License-Identifier: MIT
-- How far each account with a deal has come by the months since the first: 1 delivery, 2 recurring pilot, 3 expansion, 4 partnership (03, 04 4.10).
-- use: first-win
phase AS (
  SELECT a.id, a.ext_id, a.name, f.closed_day,
    CASE WHEN :today < add_months(f.closed_day, 2) THEN 1 WHEN :today < add_months(f.closed_day, 12) THEN 2 WHEN :today < add_months(f.closed_day, 24) THEN 3 ELSE 4 END AS phase
  FROM first_win f JOIN account a ON a.id = f.account_id WHERE f.closed_day <= :today AND (a.churned_day IS NULL OR a.churned_day > :today)
),
