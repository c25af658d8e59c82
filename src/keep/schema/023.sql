-- SPDX-License-Identifier: MIT
-- Version 23: views for other programs, described in cadens-views(7). Their columns are a promise: what the tables below them become, a view stays. Instants are
-- UTC ("2026-03-31T10:00:00Z"), days those of the business, money öre, keys the external ids and codes of import.
CREATE VIEW v_account AS
SELECT a.ext_id AS account, a.name, a.org_nr, a.lifecycle, a.tier, a.segment, a.employees, a.city, u.ext_id AS owner,
  date(a.customer_since_day * 86400, 'unixepoch') AS customer_since, date(a.churned_day * 86400, 'unixepoch') AS churned, a.ball AS turn,
  strftime('%Y-%m-%dT%H:%M:%SZ', a.last_touch_at, 'unixepoch') AS last_touch, strftime('%Y-%m-%dT%H:%M:%SZ', a.last_in_at, 'unixepoch') AS last_in,
  strftime('%Y-%m-%dT%H:%M:%SZ', a.last_out_at, 'unixepoch') AS last_out, strftime('%Y-%m-%dT%H:%M:%SZ', a.last_meeting_at, 'unixepoch') AS last_meeting
FROM account a LEFT JOIN app_user u ON u.id = a.owner_user_id;

CREATE VIEW v_contact AS
SELECT c.ext_id AS contact, a.ext_id AS account, c.full_name AS name, c.title, c.role, c.channel_pref,
  (SELECT group_concat(value, ' ') FROM (SELECT value FROM contact_address WHERE contact_id = c.id AND kind = 'email' ORDER BY value)) AS emails,
  date(c.left_day * 86400, 'unixepoch') AS left_on, date(c.away_until_day * 86400, 'unixepoch') AS away_until
FROM contact c JOIN account a ON a.id = c.account_id;

CREATE VIEW v_lead AS
SELECT l.ext_id AS lead, a.ext_id AS account, l.name, c.ext_id AS contact, v.code AS service, o.code AS source, l.kind, s.code AS stage, l.status,
  l.probability, l.amount_ore, date(l.expected_close_day * 86400, 'unixepoch') AS expected_close, l.forecast_category,
  strftime('%Y-%m-%dT%H:%M:%SZ', l.created_at, 'unixepoch') AS created, strftime('%Y-%m-%dT%H:%M:%SZ', l.closed_at, 'unixepoch') AS closed,
  r.code AS lost_reason, k.name AS competitor, date(l.paused_until_day * 86400, 'unixepoch') AS paused_until
FROM lead l JOIN account a ON a.id = l.account_id JOIN stage s ON s.id = l.stage_id LEFT JOIN contact c ON c.id = l.contact_id
LEFT JOIN service v ON v.id = l.service_id LEFT JOIN lead_source o ON o.id = l.source_id LEFT JOIN lost_reason r ON r.id = l.lost_reason_id
LEFT JOIN competitor k ON k.id = l.competitor_id;

CREATE VIEW v_touchpoint AS
SELECT COALESCE(t.ext_id, CAST(t.id AS TEXT)) AS touchpoint, t.kind, t.direction, strftime('%Y-%m-%dT%H:%M:%SZ', t.occurred_at, 'unixepoch') AS at,
  date(t.local_day * 86400, 'unixepoch') AS day, a.ext_id AS account, c.ext_id AS contact, l.ext_id AS lead, u.ext_id AS user,
  COALESCE(m.subject, g.summary, t.summary) AS subject, t.is_human, t.outcome, t.duration_s / 60 AS duration_min, t.method, t.confidence, t.ingest
FROM touchpoint t JOIN account a ON a.id = t.account_id LEFT JOIN contact c ON c.id = t.contact_id LEFT JOIN lead l ON l.id = t.lead_id
LEFT JOIN app_user u ON u.id = t.user_id LEFT JOIN message m ON m.id = t.email_id LEFT JOIN meeting g ON g.id = t.meeting_id;

CREATE VIEW v_meeting AS
SELECT g.uid, NULLIF(g.recurrence_id, '') AS recurrence_id, strftime('%Y-%m-%dT%H:%M:%SZ', g.start_at, 'unixepoch') AS start,
  strftime('%Y-%m-%dT%H:%M:%SZ', g.end_at, 'unixepoch') AS "end", date(g.local_day * 86400, 'unixepoch') AS day, g.all_day, g.summary, g.status,
  strftime('%Y-%m-%dT%H:%M:%SZ', g.booked_at, 'unixepoch') AS booked, g.purpose, g.outcome, g.has_external AS with_guests,
  (SELECT group_concat(ext_id, ' ') FROM (SELECT DISTINCT a.ext_id FROM meeting_attendee t JOIN account a ON a.id = t.account_id WHERE t.meeting_id = g.id
    ORDER BY a.ext_id)) AS accounts
FROM meeting g;

CREATE VIEW v_follow_up AS
SELECT f.ext_id AS follow_up, a.ext_id AS account, l.ext_id AS lead, c.ext_id AS contact, f.kind, f.promise, f.status,
  date(f.due_day * 86400, 'unixepoch') AS due, date(f.committed_due_day * 86400, 'unixepoch') AS committed_due,
  strftime('%Y-%m-%dT%H:%M:%SZ', f.created_at, 'unixepoch') AS created, strftime('%Y-%m-%dT%H:%M:%SZ', f.done_at, 'unixepoch') AS done
FROM follow_up f JOIN account a ON a.id = f.account_id LEFT JOIN lead l ON l.id = f.lead_id LEFT JOIN contact c ON c.id = f.contact_id;

CREATE VIEW v_due AS
SELECT s.id AS item, s.rule_id AS rule, s.severity, s.state, a.ext_id AS account, l.ext_id AS lead, date(s.due_day * 86400, 'unixepoch') AS due,
  strftime('%Y-%m-%dT%H:%M:%SZ', s.opened_at, 'unixepoch') AS opened, strftime('%Y-%m-%dT%H:%M:%SZ', s.snooze_until_at, 'unixepoch') AS snoozed_until
FROM signal s LEFT JOIN account a ON a.id = s.account_id LEFT JOIN lead l ON l.id = s.lead_id
WHERE s.state IN ('open', 'ack', 'snoozed');

CREATE VIEW v_kpi AS
SELECT k.kpi_id AS kpi, k.scope, k.period_kind || ':' || CASE k.period_kind
    WHEN 'week' THEN printf('%d-W%02d', k.period_key / 100, k.period_key % 100) WHEN 'month' THEN printf('%d-%02d', k.period_key / 100, k.period_key % 100)
    WHEN 'quarter' THEN printf('%d-Q%d', k.period_key / 10, k.period_key % 10) ELSE CAST(k.period_key AS TEXT) END AS period,
  k.value, k.num, k.den, k.n, k.lo, k.hi, k.null_reason, k.revision, strftime('%Y-%m-%dT%H:%M:%SZ', k.as_of, 'unixepoch') AS as_of
FROM kpi_snapshot k
WHERE k.revision = (SELECT MAX(n.revision) FROM kpi_snapshot n WHERE n.kpi_id = k.kpi_id AND n.scope = k.scope AND n.period_kind = k.period_kind
  AND n.period_key = k.period_key);
