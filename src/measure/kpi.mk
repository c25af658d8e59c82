# SPDX-License-Identifier: MIT
# measure: episodes, lists and KPIs.
libmeasure_a_SOURCES += %D%/drift.c %D%/drift.h %D%/episode.c %D%/episode.h %D%/episode-input.c %D%/episode-load.c %D%/episode-load.h \
  %D%/episode-machine.c %D%/episode-machine.h %D%/episode-order.c %D%/episode-person.c %D%/episode-person.h \
  %D%/episode-store.c %D%/episode-store.h %D%/gap.c %D%/gap.h %D%/kpi.c %D%/kpi.h %D%/kpi-catalogue.c %D%/kpi-coverage.c %D%/kpi-engine.h \
  %D%/kpi-run.c %D%/kpi-target.c %D%/list.c %D%/list.h %D%/list-source.c %D%/list-table.c \
  %D%/list-table.h %D%/person.c %D%/person.h %D%/sql.c %D%/sql.h
nodist_libmeasure_a_SOURCES += %D%/resource.c
measure_SQL += \
  %D%/sql/active_leads.sql \
  %D%/sql/activities_today.sql \
  %D%/sql/activity_logged_24h_rate.sql \
  %D%/sql/address-known.sql \
  %D%/sql/affected.sql \
  %D%/sql/annual_coverage.sql \
  %D%/sql/arr.sql \
  %D%/sql/arr_by_account.sql \
  %D%/sql/attempts_to_pause.sql \
  %D%/sql/avg_deal_size.sql \
  %D%/sql/avg_deal_size_median.sql \
  %D%/sql/cache-account.sql \
  %D%/sql/cache-lead.sql \
  %D%/sql/chat_avg_users.sql \
  %D%/sql/chat_upsell_headroom.sql \
  %D%/sql/check-account.sql \
  %D%/sql/check-attendee.sql \
  %D%/sql/check-episode.sql \
  %D%/sql/check-lead.sql \
  %D%/sql/check-link.sql \
  %D%/sql/check-message.sql \
  %D%/sql/check-touchpoint.sql \
  %D%/sql/check_in_coverage.sql \
  %D%/sql/contact_attempts_per_day.sql \
  %D%/sql/customers_untouched_30d.sql \
  %D%/sql/days_since_two_way.sql \
  %D%/sql/deals_won_count.sql \
  %D%/sql/deals_won_value.sql \
  %D%/sql/decision_cycle_overrun_rate.sql \
  %D%/sql/expansion_opps_created.sql \
  %D%/sql/export-accounts.sql \
  %D%/sql/export-contacts.sql \
  %D%/sql/export-costs.sql \
  %D%/sql/export-follow-ups.sql \
  %D%/sql/export-forecast-snapshots.sql \
  %D%/sql/export-invoices.sql \
  %D%/sql/export-lead-changes.sql \
  %D%/sql/export-lead-touches.sql \
  %D%/sql/export-leads.sql \
  %D%/sql/export-meetings.sql \
  %D%/sql/export-projects.sql \
  %D%/sql/export-proposals.sql \
  %D%/sql/export-qualification.sql \
  %D%/sql/export-referrals.sql \
  %D%/sql/export-reviews.sql \
  %D%/sql/export-services.sql \
  %D%/sql/export-sources.sql \
  %D%/sql/export-stage-history.sql \
  %D%/sql/export-stages.sql \
  %D%/sql/export-subscription-changes.sql \
  %D%/sql/export-subscriptions.sql \
  %D%/sql/export-surveys.sql \
  %D%/sql/export-targets.sql \
  %D%/sql/export-tier-history.sql \
  %D%/sql/export-touchpoints.sql \
  %D%/sql/export-users.sql \
  %D%/sql/export-value-notes.sql \
  %D%/sql/first_meetings_booked.sql \
  %D%/sql/follow_up_response_rate.sql \
  %D%/sql/grr.sql \
  %D%/sql/invoiced_by_service.sql \
  %D%/sql/invoiced_lifetime.sql \
  %D%/sql/invoiced_one_off.sql \
  %D%/sql/invoiced_total.sql \
  %D%/sql/list-accounts.sql \
  %D%/sql/list-contacts.sql \
  %D%/sql/list-episodes.sql \
  %D%/sql/list-folders.sql \
  %D%/sql/list-follow-ups.sql \
  %D%/sql/list-leads.sql \
  %D%/sql/list-ledger.sql \
  %D%/sql/list-meetings.sql \
  %D%/sql/list-reviews.sql \
  %D%/sql/list-sources.sql \
  %D%/sql/list-touchpoints.sql \
  %D%/sql/list-triage.sql \
  %D%/sql/logo_churn_rate.sql \
  %D%/sql/lost_reason_coverage.sql \
  %D%/sql/lost_reasons.sql \
  %D%/sql/lost_reasons_value.sql \
  %D%/sql/meetings_booked.sql \
  %D%/sql/meetings_held.sql \
  %D%/sql/meetings_upcoming.sql \
  %D%/sql/mrr.sql \
  %D%/sql/mrr_by_account.sql \
  %D%/sql/mrr_by_service.sql \
  %D%/sql/mrr_churn.sql \
  %D%/sql/mrr_contraction.sql \
  %D%/sql/mrr_expansion.sql \
  %D%/sql/mrr_growth_rate.sql \
  %D%/sql/mrr_new.sql \
  %D%/sql/mrr_reactivation.sql \
  %D%/sql/multithread_depth.sql \
  %D%/sql/new_leads.sql \
  %D%/sql/new_sources_tested.sql \
  %D%/sql/nps.sql \
  %D%/sql/nrr.sql \
  %D%/sql/our_first_response_time.sql \
  %D%/sql/our_sla_rate.sql \
  %D%/sql/overdue_follow_ups.sql \
  %D%/sql/person-business.sql \
  %D%/sql/person-contact.sql \
  %D%/sql/person-decision.sql \
  %D%/sql/person-episode.sql \
  %D%/sql/person-invite.sql \
  %D%/sql/person-meeting.sql \
  %D%/sql/person-message.sql \
  %D%/sql/person-reminder.sql \
  %D%/sql/person-report.sql \
  %D%/sql/person-touchpoint.sql \
  %D%/sql/pipeline_amount_missing.sql \
  %D%/sql/pipeline_by_band.sql \
  %D%/sql/pipeline_by_band_weighted.sql \
  %D%/sql/pipeline_by_horizon.sql \
  %D%/sql/pipeline_by_horizon_weighted.sql \
  %D%/sql/pipeline_by_quarter.sql \
  %D%/sql/pipeline_by_quarter_weighted.sql \
  %D%/sql/pipeline_cleanliness.sql \
  %D%/sql/pipeline_quality_ratio.sql \
  %D%/sql/pipeline_value_change.sql \
  %D%/sql/pipeline_value_total.sql \
  %D%/sql/qbr_coverage.sql \
  %D%/sql/qualification_pass_rate.sql \
  %D%/sql/recurring_ratio.sql \
  %D%/sql/reference_customers.sql \
  %D%/sql/renewals_due_90d.sql \
  %D%/sql/replies_owed_by_us.sql \
  %D%/sql/response_rate.sql \
  %D%/sql/response_rate_km.sql \
  %D%/sql/revenue_concentration_top5.sql \
  %D%/sql/shared/active.sql \
  %D%/sql/shared/activity.sql \
  %D%/sql/shared/answer.sql \
  %D%/sql/shared/attempt.sql \
  %D%/sql/shared/closed.sql \
  %D%/sql/shared/customer.sql \
  %D%/sql/shared/held.sql \
  %D%/sql/shared/line.sql \
  %D%/sql/shared/medians.sql \
  %D%/sql/shared/met.sql \
  %D%/sql/shared/moves.sql \
  %D%/sql/shared/pipe.sql \
  %D%/sql/shared/scoped.sql \
  %D%/sql/shared/spoke.sql \
  %D%/sql/shared/worth.sql \
  %D%/sql/source_leads.sql \
  %D%/sql/source_tag_coverage.sql \
  %D%/sql/stagnation_rate.sql \
  %D%/sql/strategic_coverage.sql \
  %D%/sql/their_response_time.sql \
  %D%/sql/wake.sql \
  %D%/sql/weighted_pipeline_total.sql \
  %D%/sql/win_rate.sql \
  %D%/sql/win_rate_value.sql
EXTRA_DIST += $(measure_SQL)
BUILT_FILES += %D%/resource.c %D%/resource.xml
# The list of resources is made from measure_SQL, so that a new file is named once.
%D%/resource.c: $(measure_SQL)
	$(AM_V_GEN)$(MKDIR_P) %D% && { echo '<gresources><gresource prefix="/cadens/measure">'; \
	  for file in $(measure_SQL); do echo "<file alias=\"$${file#src/measure/}\">$$file</file>"; done; \
	  echo '</gresource></gresources>'; } > %D%/resource.xml && \
	  $(GLIB_COMPILE_RESOURCES) --generate-source --internal --c-name measure --sourcedir=$(top_srcdir) --target=$@ %D%/resource.xml
