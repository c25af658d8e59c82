-- SPDX-License-Identifier: MIT
-- What waits until somebody is back (17-L7).
-- in:  now, today
-- out: kind, id, contact_name, until_day
WITH
-- use: away
-- use: waits
one AS (SELECT kind, id, MIN(contact_id) AS contact_id, MAX(until_day) AS until_day FROM waits GROUP BY kind, id)
SELECT o.kind, o.id, w.full_name AS contact_name, o.until_day FROM one o JOIN away w ON w.contact_id = o.contact_id ORDER BY o.kind, o.id;
