-- SPDX-License-Identifier: MIT
-- memo: opp
-- The opportunities as of :now, which is the only mark.
mark AS (
  SELECT 'closing' AS mark, CAST(:now AS INTEGER) AS at
),
-- use: opp
