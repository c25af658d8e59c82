-- SPDX-License-Identifier: MIT
-- referrals as its CSV has it (00 §5).
-- in:
-- out: id, referrer_kind, referrer, lead, asked:d, introduced:d, followed_up:d, feedback:d, rewarded:d, reward:o
SELECT r.ext_id AS "id",
  r.referrer_kind AS "referrer_kind",
  COALESCE(c.ext_id, a.ext_id) AS "referrer",
  l.ext_id AS "lead",
  r.asked_day AS "asked:d",
  r.introduced_day AS "introduced:d",
  r.followed_up_day AS "followed_up:d",
  r.feedback_day AS "feedback:d",
  r.rewarded_day AS "rewarded:d",
  r.reward_ore AS "reward:o"
FROM referral r LEFT JOIN account a ON a.id = r.referrer_account_id LEFT JOIN contact c ON c.id = r.referrer_contact_id LEFT JOIN lead l ON l.id = r.lead_id
ORDER BY r.ext_id;
