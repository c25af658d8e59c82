-- SPDX-License-Identifier: MIT
-- What people noticed and no letter says: a risk as long as its lead is decided neither way, a sign for as long as words would be one (09 §9.10, 17-L7).
noted AS (
  SELECT m.id, m.ext_id, m.kind, COALESCE(l.account_id, m.account_id) AS account_id, m.lead_id, m.noted_at, m.note
  FROM manual_signal m LEFT JOIN lead l ON l.id = m.lead_id
  WHERE m.noted_at <= :now
    AND CASE WHEN m.kind IN ('technical_complexity', 'competing_initiative') THEN l.closed_at IS NULL OR l.closed_at > :now ELSE m.noted_at > :now - 2592000 END
),
