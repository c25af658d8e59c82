-- SPDX-License-Identifier: MIT
-- What scopes of figures are called.
-- in:
-- out: scope, name
SELECT 'account:' || ext_id AS scope, name FROM account
UNION ALL SELECT 'service:' || code, name FROM service
UNION ALL SELECT 'source:' || code, name FROM lead_source
UNION ALL SELECT 'lead:' || ext_id, name FROM lead
