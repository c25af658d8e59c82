-- SPDX-License-Identifier: MIT
-- Every customer: when somebody there last spoke with us (16-D08), whose turn it is, what is booked, and what speaks for them to leave (09 9.7); those in danger first.
-- in:  now, risk_days, today
-- out: row_id, account:h, account_name, tier, risk:r, last_two_way:d, ball, next_meeting:i, review:h, next_review, command
WITH
-- use: held
-- use: met
-- use: spoke
-- use: risk
latest AS MATERIALIZED (
  SELECT a.id,
    (SELECT s.local_day FROM spoke s WHERE s.account_id = a.id ORDER BY s.at DESC LIMIT 1) AS spoke_day,
    (SELECT m.local_day FROM met m WHERE m.account_id = a.id ORDER BY m.at DESC LIMIT 1) AS met_day
  FROM account a
  WHERE a.lifecycle = 'customer' AND a.created_at <= :now
)
SELECT a.id AS row_id, a.ext_id AS "account:h", a.name AS account_name, a.tier AS tier, r.score AS "risk:r",
  CASE WHEN l.met_day > COALESCE(l.spoke_day, l.met_day - 1) THEN l.met_day ELSE l.spoke_day END AS "last_two_way:d",
  a.ball AS ball, a.next_meeting_at AS "next_meeting:i", NULL AS "review:h", NULL AS next_review, NULL AS command
FROM latest l JOIN account a ON a.id = l.id LEFT JOIN risk r ON r.id = a.id
ORDER BY COALESCE(r.score, 0) DESC, a.name, a.ext_id
