/* SPDX-License-Identifier: MIT
 * Every command of the command line. */
#pragma once
#include "run/command.h"

extern const Command run_cmd_help, run_cmd_setup, run_cmd_doctor, run_cmd_sync, run_cmd_status, run_cmd_verify, run_cmd_inspect, run_cmd_explain;
extern const Command run_cmd_touchpoints, run_cmd_meetings, run_cmd_meeting_outcome, run_cmd_meeting_purpose, run_cmd_meeting_prep, run_cmd_episodes;
extern const Command run_cmd_account_list, run_cmd_account_show, run_cmd_account_add, run_cmd_account_edit, run_cmd_account_remove;
extern const Command run_cmd_contact_list, run_cmd_contact_show, run_cmd_contact_add, run_cmd_contact_edit, run_cmd_contact_away, run_cmd_contact_remove;
extern const Command run_cmd_lead_list, run_cmd_lead_show, run_cmd_lead_add, run_cmd_lead_edit, run_cmd_lead_remove, run_cmd_lead_stage, run_cmd_lead_won, run_cmd_lead_lost,
    run_cmd_lead_pause;
extern const Command run_cmd_follow_up_list, run_cmd_follow_up_add, run_cmd_follow_up_edit, run_cmd_follow_up_done, run_cmd_follow_up_accept, run_cmd_follow_up_remove;
extern const Command run_cmd_review_list, run_cmd_review_add, run_cmd_review_plan, run_cmd_review_remove;
extern const Command run_cmd_lead_reopen, run_cmd_lead_confirm_probability;
extern const Command run_cmd_proposal_list, run_cmd_proposal_show, run_cmd_proposal_add, run_cmd_proposal_edit, run_cmd_proposal_remove;
extern const Command run_cmd_referral_list, run_cmd_referral_show, run_cmd_referral_add, run_cmd_referral_edit, run_cmd_referral_remove;
extern const Command run_cmd_project_list, run_cmd_project_show, run_cmd_project_add, run_cmd_project_edit, run_cmd_project_remove;
extern const Command run_cmd_invoice_list, run_cmd_invoice_show, run_cmd_invoice_add, run_cmd_invoice_edit, run_cmd_invoice_remove;
extern const Command run_cmd_subscription_list, run_cmd_subscription_show, run_cmd_subscription_add, run_cmd_subscription_edit, run_cmd_subscription_remove;
extern const Command run_cmd_cost_list, run_cmd_cost_show, run_cmd_cost_add, run_cmd_cost_edit, run_cmd_cost_remove;
extern const Command run_cmd_signal_list, run_cmd_signal_show, run_cmd_signal_add, run_cmd_signal_edit, run_cmd_signal_remove;
extern const Command run_cmd_competitor_list, run_cmd_competitor_show, run_cmd_competitor_add, run_cmd_competitor_edit, run_cmd_competitor_remove;
extern const Command run_cmd_survey_list, run_cmd_survey_show, run_cmd_survey_add, run_cmd_survey_edit, run_cmd_survey_remove;
extern const Command run_cmd_target_list, run_cmd_target_show, run_cmd_target_add, run_cmd_target_edit, run_cmd_target_remove;
extern const Command run_cmd_service_list, run_cmd_service_show, run_cmd_service_add, run_cmd_service_edit, run_cmd_service_remove;
extern const Command run_cmd_stage_list, run_cmd_stage_show, run_cmd_stage_add, run_cmd_stage_edit, run_cmd_stage_remove;
extern const Command run_cmd_tier_list, run_cmd_tier_show, run_cmd_tier_edit, run_cmd_review_policy_list, run_cmd_review_policy_show, run_cmd_review_policy_edit;
extern const Command run_cmd_source_list, run_cmd_source_show, run_cmd_source_add, run_cmd_source_edit, run_cmd_source_remove;
extern const Command run_cmd_proposal_present, run_cmd_proposal_won, run_cmd_proposal_lost, run_cmd_proposal_withdraw, run_cmd_project_deliver, run_cmd_invoice_paid, run_cmd_subscription_change, run_cmd_subscription_end;
extern const Command run_cmd_log, run_cmd_triage, run_cmd_triage_assign, run_cmd_triage_ignore, run_cmd_triage_never_log, run_cmd_triage_undo;
extern const Command run_cmd_touchpoint_link, run_cmd_touchpoint_unlink, run_cmd_touchpoint_move, run_cmd_touchpoint_release, run_cmd_account_merge, run_cmd_rematch;
extern const Command run_cmd_import, run_cmd_export, run_cmd_backup;
extern const Command run_cmd_kpi, run_cmd_kpi_list, run_cmd_kpi_explain;
extern const Command run_cmd_due, run_cmd_snooze, run_cmd_done, run_cmd_dismiss, run_cmd_ack;
extern const Command run_cmd_forget, run_cmd_personal_data;
extern const Command run_cmd_report, run_cmd_report_list, run_cmd_report_weekly, run_cmd_report_monthly, run_cmd_report_quarterly, run_cmd_report_yearly, run_cmd_brief, run_cmd_dashboard, run_cmd_config_list, run_cmd_config_check, run_cmd_complete;
