-- SPDX-License-Identifier: MIT
-- Leads of which a person noted that they are technically hard, told by the latest note (spec 09 §9.10).
-- in:  now
-- out: subject_id, account_id, lead_id, severity, due_day, suffix, who, fact, fact_day, fact_at
WITH
wanted AS (
  SELECT 'technical_complexity' AS kind
),
-- use: lead-note
SELECT t.subject_id, t.account_id, t.lead_id, t.severity, t.due_day, t.suffix, t.who, t.fact, t.fact_day, t.fact_at FROM told t ORDER BY t.lead_id;
