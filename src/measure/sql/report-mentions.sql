-- SPDX-License-Identifier: MIT
-- Of whom a competitor was heard in the period (10 §10.1, competitive intelligence): each sign once.
-- in:  from, to
-- out: account, account_name:p, lead:h, heard:i, state
SELECT a.ext_id AS account, a.name AS "account_name:p", l.ext_id AS "lead:h", s.opened_at AS "heard:i", s.state AS state
FROM signal s JOIN account a ON a.id = s.account_id LEFT JOIN lead l ON l.id = s.lead_id
WHERE s.rule_id = 'competitor_signal' AND s.opened_at >= :from AND s.opened_at < :to
ORDER BY s.opened_at, s.id;
