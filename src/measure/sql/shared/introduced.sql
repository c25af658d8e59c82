-- SPDX-License-Identifier: MIT
-- Referrals that led to an introduction, with the lead that came of it and who gave it (spec 09 §9.6).
-- use: ended
introduced AS (
  SELECT r.id, r.lead_id, l.account_id, r.introduced_day, r.followed_up_day, r.feedback_day, r.rewarded_day, e.closed_day, e.status, e.closed_at,
    COALESCE(l.name, r.ext_id) || COALESCE(' (' || g.name || ')', '') AS who
  FROM referral r LEFT JOIN lead l ON l.id = r.lead_id LEFT JOIN ended e ON e.lead_id = l.id LEFT JOIN account g ON g.id = r.referrer_account_id
  WHERE r.introduced_day <= :today
),
