-- SPDX-License-Identifier: MIT
-- Leads and promises of people who are away (behind "away"): a lead's own contact, else the only one of its account.
lead_person AS (
  SELECT l.id, COALESCE(l.contact_id, (SELECT MIN(c.id) FROM contact c WHERE c.account_id = l.account_id HAVING COUNT(*) = 1)) AS contact_id
  FROM lead l WHERE l.status = 'open' AND l.account_id IN (SELECT account_id FROM away)
),
waits AS (
  SELECT 'lead' AS kind, p.id, w.contact_id, w.until_day FROM lead_person p JOIN away w ON w.contact_id = p.contact_id
  UNION ALL
  SELECT 'follow_up', f.id, w.contact_id, w.until_day
  FROM follow_up f LEFT JOIN lead_person p ON p.id = f.lead_id JOIN away w ON w.contact_id = COALESCE(f.contact_id, p.contact_id)
  WHERE f.status = 'open' AND f.created_at <= :now
),
