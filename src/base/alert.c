/* SPDX-License-Identifier: MIT
 * An alert: made and freed; the ids of the rules. */
#include "base/alert.h"

static const char *const rules[] = {
    "active_leads_range", "attempts_below_target", "budget_signal", "cancel_signal", "churn_playbook", "churn_risk", "close_date_passed",
    "competing_initiative", "competitor_signal", "contact_away", "engagement_drop", "escalation", "expansion_budget_window", "expansion_post_delivery",
    "expansion_prompt", "expansion_words", "follow_up_due", "follow_up_overdue", "lead_hygiene", "lead_no_next_step",
    "lead_one_sided", "lead_pause_suggested", "lead_profile_incomplete", "lead_stale", "lead_stale_deferred", "meeting_prep_due",
    "nps_detractor", "paused_wakeup", "personnel_signal", "pipeline_amount_missing", "probability_off_band",
    "probability_review_due", "probability_unsupported", "promise_suggested", "qualification_incomplete", "referral_feedback_due",
    "referral_follow_through", "referral_request_due", "referral_thanks_due", "renewal_due", "reorg", "reply_owed", "report_ready",
    "responsiveness_alert", "responsiveness_watch", "review_due", "review_overdue", "review_scheduled_late", "review_unconfirmed",
    "source_missing", "source_review_due", "source_test_due", "technical_complexity", "urgent_doc_followup", NULL,
};

const char *const *
alert_rules(void)
{
    return rules;
}

Alert *
alert_new(const char *rule, const char *subject_kind, gint64 subject_id)
{
    Alert *alert = g_new0(Alert, 1);
    alert->rule = g_strdup(rule);
    alert->key = g_strdup_printf("%s:%s:%" G_GINT64_FORMAT, rule, subject_kind, subject_id);
    alert->subject_kind = g_strdup(subject_kind);
    alert->subject_id = subject_id;
    alert->due_day = DAY_NONE;
    return alert;
}

void
alert_free(gpointer data)
{
    Alert *alert = data;
    if (!alert)
        return;
    g_free(alert->rule);
    g_free(alert->key);
    g_free(alert->subject_kind);
    g_free(alert->title);
    g_free(alert->evidence);
    g_free(alert);
}
