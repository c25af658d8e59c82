/* SPDX-License-Identifier: MIT
 * Every command, in the order of the manual. */
#include "run/commands.h"

const Command *const run_commands[] = {
    &cmd_sync, &cmd_status, &cmd_verify, &cmd_inspect, &cmd_explain,
    &cmd_touchpoints, &cmd_meetings, &cmd_meeting_outcome, &cmd_meeting_purpose, &cmd_meeting_prep, &cmd_episodes, &cmd_log,
    &cmd_triage, &cmd_triage_assign, &cmd_triage_ignore, &cmd_triage_never_log,
    &cmd_account_list, &cmd_account_show, &cmd_account_add, &cmd_account_edit, &cmd_account_remove,
    &cmd_contact_list, &cmd_contact_show, &cmd_contact_add, &cmd_contact_edit, &cmd_contact_remove,
    &cmd_lead_list, &cmd_lead_show, &cmd_lead_add, &cmd_lead_edit, &cmd_lead_remove, &cmd_lead_stage, &cmd_lead_won, &cmd_lead_lost, &cmd_lead_pause,
    &cmd_follow_up_list, &cmd_follow_up_add, &cmd_follow_up_edit, &cmd_follow_up_done, &cmd_follow_up_remove,
    &cmd_review_list, &cmd_review_add, &cmd_review_remove,
    &cmd_import, &cmd_export,
    &cmd_kpi, &cmd_kpi_list, &cmd_kpi_explain,
    &cmd_due, &cmd_snooze, &cmd_done, &cmd_dismiss, &cmd_ack,
    &cmd_report, &cmd_dashboard,
    &cmd_backup, &cmd_config_list, &cmd_config_check, &cmd_help,
    NULL,
};
