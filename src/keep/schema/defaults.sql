-- SPDX-License-Identifier: MIT
-- What is shipped: the business documents' own values, all of them editable (spec 01 §1.8, 03, 04 §4.1, 09 §9.4, 17-K3).
INSERT INTO service(code, name, category, unit, list_price_ore, std_duration_days, cycle_target_min_days, cycle_target_max_days, status) VALUES
  ('satori-chat', 'satori-chat', 'recurring', 'user_month', 15000, NULL, 28, 42, 'planned'),
  ('satori-uppstart', 'satori-uppstart', 'one_off', 'project', 30000000, 56, 42, 56, 'active'),
  ('radgivningsretainer', 'Rådgivningsretainer', 'recurring', 'month', NULL, NULL, NULL, NULL, 'active'),
  ('support', 'Support', 'recurring', 'month', NULL, NULL, NULL, NULL, 'active'),
  ('ai-advisor', 'AI-advisor', 'recurring', 'month', NULL, NULL, NULL, NULL, 'active'),
  ('konsulttimmar', 'Konsulttimmar', 'one_off', 'hour', NULL, NULL, NULL, NULL, 'active'),
  ('custom', 'Custom utveckling', 'one_off', 'project', NULL, NULL, NULL, NULL, 'active'),
  ('setup', 'Setup-avgift', 'one_off', 'fee', NULL, NULL, NULL, NULL, 'active');
INSERT INTO stage(code, name_sv, name_en, ord, kind, is_contacted, is_interested, is_qualified, is_opportunity, default_probability) VALUES
  ('paused', 'Pausad', 'Paused', 5, 'paused', 0, 0, 0, 0, 0),
  ('prospect', 'Prospekt', 'Prospect', 10, 'open', 0, 0, 0, 0, 0),
  ('contacted', 'Kontaktad (rätt person)', 'Contacted (right person)', 20, 'open', 1, 0, 0, 0, 0),
  ('interested', 'Visat intresse', 'Interested', 30, 'open', 1, 1, 0, 0, 5),
  ('qualified', 'Kvalificerad', 'Qualified', 40, 'open', 1, 1, 1, 0, 5),
  ('need', 'Behov identifierat', 'Need identified', 50, 'open', 1, 1, 1, 1, 20),
  ('active', 'Aktivt utforskat', 'Actively explored', 60, 'open', 1, 1, 1, 1, 50),
  ('proposal', 'Förslag presenterat', 'Proposal presented', 70, 'open', 1, 1, 1, 1, 60),
  ('negotiation', 'Förhandling', 'Negotiation', 80, 'open', 1, 1, 1, 1, 80),
  ('won', 'Vunnen', 'Won', 90, 'won', 1, 1, 1, 1, 100),
  ('lost', 'Förlorad', 'Lost', 95, 'lost', 0, 0, 0, 0, 0);
INSERT INTO lead_source(code, name, category, status, conv_target_min_bp, conv_target_max_bp) VALUES
  ('cold_calling', 'Cold calling', 'cold_calling', 'active', 200, 500),
  ('referral', 'Referral', 'referral', 'active', 1500, 2500),
  ('website', 'Webbplats', 'website', 'testing', 800, 1200),
  ('linkedin', 'LinkedIn', 'linkedin', 'testing', 300, 700),
  ('event', 'Event', 'event', 'planned', NULL, NULL),
  ('content', 'Content', 'content', 'planned', NULL, NULL);
INSERT INTO lost_reason(code, name_sv) VALUES
  ('price', 'Pris'), ('no_budget', 'Ingen budget'), ('timing', 'Fel tidpunkt'), ('competitor', 'Konkurrent'),
  ('no_decision', 'Inget beslut'), ('no_need', 'Inget behov'), ('no_contact', 'Ingen kontakt'), ('other', 'Annat');
INSERT INTO tier_policy(tier, label, min_revenue_ore, min_employees) VALUES
  (1, 'T1 Strategic/Premium', 50000000, 200), (2, 'T2 Growth/Core', 20000000, 50), (3, 'T3 Maintenance/Growth', NULL, NULL);
INSERT INTO review_policy(tier, kind, enabled, interval_months, remind_days, grace_days) VALUES
  (1, 'check_in', 1, 1, 7, 0), (1, 'qbr', 1, 3, 30, 0), (1, 'strategic', 1, 6, 30, 0), (1, 'annual', 1, 12, 45, 0),
  (2, 'check_in', 0, 1, 7, 0), (2, 'qbr', 1, 3, 30, 0), (2, 'strategic', 1, 6, 30, 0), (2, 'annual', 1, 12, 45, 0),
  (3, 'check_in', 1, 6, 21, 0), (3, 'qbr', 0, 3, 30, 0), (3, 'strategic', 1, 6, 30, 0), (3, 'annual', 1, 12, 45, 0);
INSERT INTO target(kpi_id, scope, period_kind, period_key, low, high, direction, unit) VALUES
  ('new_leads', 'all', 'month', 0, 50, 100, 'range', 'count'),
  ('active_leads', 'all', 'day', 0, 100, 150, 'range', 'count'),
  ('lead_to_opportunity_rate', 'all', 'month', 0, 0.2, NULL, 'higher', 'rate'),
  ('sales_cycle_days', 'service:satori-chat', 'month', 0, NULL, 42, 'lower', 'days'),
  ('sales_cycle_days', 'service:satori-uppstart', 'month', 0, NULL, 56, 'lower', 'days'),
  ('pipeline_cleanliness', 'all', 'day', 0, 1, NULL, 'higher', 'rate'),
  ('contact_attempts_per_day', 'all', 'day', 0, 20, NULL, 'higher', 'per_workday'),
  ('meetings_booked', 'all', 'week', 0, 5, NULL, 'higher', 'count'),
  ('call_outcome_coverage', 'all', 'week', 0, 1, NULL, 'higher', 'rate'),
  ('replies_owed_by_us', 'all', 'day', 0, NULL, 0, 'lower', 'count'),
  ('overdue_follow_ups', 'all', 'day', 0, NULL, 0, 'lower', 'count'),
  ('source_conversion_rate', 'source:cold_calling', 'quarter', 0, 0.02, NULL, 'higher', 'rate'),
  ('source_conversion_rate', 'source:referral', 'quarter', 0, 0.15, NULL, 'higher', 'rate'),
  ('source_conversion_rate', 'source:website', 'quarter', 0, 0.08, NULL, 'higher', 'rate'),
  ('source_conversion_rate', 'source:linkedin', 'quarter', 0, 0.03, NULL, 'higher', 'rate'),
  ('cold_contact_rate', 'all', 'month', 0, 0.3, NULL, 'higher', 'rate'),
  ('cold_interest_rate', 'all', 'month', 0, 0.15, NULL, 'higher', 'rate'),
  ('cold_meeting_rate', 'all', 'month', 0, 0.05, NULL, 'higher', 'rate'),
  ('cold_conversion_rate', 'all', 'month', 0, 0.02, NULL, 'higher', 'rate'),
  ('source_tag_coverage', 'all', 'month', 0, 1, NULL, 'higher', 'rate'),
  ('referral_request_rate', 'all', 'quarter', 0, 1, NULL, 'higher', 'rate'),
  ('referral_follow_up_time', 'all', 'quarter', 0, NULL, 1, 'lower', 'workdays'),
  ('new_sources_tested', 'all', 'quarter', 0, 1, NULL, 'higher', 'count'),
  ('uppstart_delivery_pace', 'all', 'quarter', 0, NULL, 1, 'lower', 'ratio'),
  ('probability_review_timeliness', 'all', 'day', 0, 1, NULL, 'higher', 'rate'),
  ('decision_cycle_overrun_rate', 'all', 'day', 0, NULL, 0, 'lower', 'rate'),
  ('check_in_coverage', 'all', 'month', 0, 1, NULL, 'higher', 'rate'),
  ('qbr_coverage', 'all', 'quarter', 0, 1, NULL, 'higher', 'rate'),
  ('strategic_coverage', 'all', 'quarter', 0, 1, NULL, 'higher', 'rate'),
  ('annual_coverage', 'all', 'year', 0, 1, NULL, 'higher', 'rate'),
  ('review_on_time_rate', 'all', 'quarter', 0, 1, NULL, 'higher', 'rate'),
  ('contact_cadence_compliance', 'all', 'day', 0, 1, NULL, 'higher', 'rate'),
  ('decision_maker_coverage', 'all', 'day', 0, 1, NULL, 'higher', 'rate'),
  ('multithread_depth', 'all', 'day', 0, 2, NULL, 'higher', 'count'),
  ('tier_capacity', 'tier:1', 'day', 0, 3, 5, 'range', 'count'),
  ('tier_capacity', 'tier:2', 'day', 0, 8, 10, 'range', 'count'),
  ('tier_capacity', 'tier:3', 'day', 0, 5, 8, 'range', 'count'),
  ('clv_3y_observed', 'all', 'year', 0, 500000, NULL, 'higher', 'SEK'),
  ('clv_3y_projected', 'all', 'year', 0, 500000, NULL, 'higher', 'SEK'),
  ('customer_roi_12m', 'all', 'year', 0, 1, NULL, 'higher', 'ratio');
