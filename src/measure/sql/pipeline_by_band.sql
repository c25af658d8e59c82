-- SPDX-License-Identifier: MIT
-- The pipeline by band; every band, also one with nothing in it.
-- in:  active_from, active_to, asked, conservative, early_to, min_p, now, talks_from, talks_to
-- out: scope, value, num, den, n, known, why
WITH
-- use: by-band
unit AS (
  SELECT lead, name, stage, probability, amount_ore, close_day, weight, band FROM placed ORDER BY lead
)
-- figure
SELECT 'band:' || b.code AS scope, COALESCE(SUM(u.amount_ore), 0) AS value, NULL AS num, NULL AS den, COUNT(u.lead) AS n,
  EXISTS (SELECT 1 FROM lead l WHERE l.created_at <= :asked) AS known, NULL AS why
FROM band b LEFT JOIN unit u ON u.band = b.code GROUP BY b.code, b.place ORDER BY b.place
