-- SPDX-License-Identifier: MIT
-- leads as its CSV has it (00 §5).
-- in:
-- out: id, account, name, contact, service, kind, expansion_type, stage, probability, probability_reviewed:d, evidence, amount:o, users, term_months, expected_close:d, forecast_category, source, created:i, closed:i, lost_reason, competitor, paused_until:d, demo:i, enriched:i
SELECT l.ext_id AS "id",
  a.ext_id AS "account",
  l.name AS "name",
  c.ext_id AS "contact",
  v.code AS "service",
  l.kind AS "kind",
  l.expansion_type AS "expansion_type",
  s.code AS "stage",
  l.probability AS "probability",
  l.probability_reviewed_day AS "probability_reviewed:d",
  CASE l.prob_evidence WHEN 1 THEN 'engagement' WHEN 2 THEN 'budget' WHEN 3 THEN 'engagement budget' WHEN 4 THEN 'timeline' WHEN 5 THEN 'engagement timeline'
    WHEN 6 THEN 'budget timeline' WHEN 7 THEN 'engagement budget timeline' END AS "evidence",
  l.amount_ore AS "amount:o",
  l.users AS "users",
  l.term_months AS "term_months",
  l.expected_close_day AS "expected_close:d",
  l.forecast_category AS "forecast_category",
  o.code AS "source",
  l.created_at AS "created:i",
  l.closed_at AS "closed:i",
  r.code AS "lost_reason",
  k.name AS "competitor",
  l.paused_until_day AS "paused_until:d",
  l.demo_at AS "demo:i",
  l.enriched_at AS "enriched:i"
FROM lead l JOIN account a ON a.id = l.account_id JOIN stage s ON s.id = l.stage_id LEFT JOIN contact c ON c.id = l.contact_id
LEFT JOIN service v ON v.id = l.service_id LEFT JOIN lead_source o ON o.id = l.source_id LEFT JOIN lost_reason r ON r.id = l.lost_reason_id
LEFT JOIN competitor k ON k.id = l.competitor_id
ORDER BY l.ext_id;
