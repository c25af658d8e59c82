/* SPDX-License-Identifier: MIT
 * Rules that SQL alone decides: one file and one row of this table each (spec 09 §9.2-9.7, 17-L). Their files all have the same columns. */
#include "measure/evidence.h"
#include "measure/rule.h"
#include <glib/gi18n.h>

static const struct {
    const char *sql, *rule, *kind; /* kind of the subject */
    const char *why;               /* msgid around the fact */
} plains[] = {
    {"one-sided", "lead_one_sided", "lead", N_("nothing heard since %s")},
    {"close-passed", "close_date_passed", "lead", N_("expected close %s")},
    {"probability-review", "probability_review_due", "lead", N_("probability %s")},
    {"probability-band", "probability_off_band", "lead", N_("probability %s")},
    {"probability-weak", "probability_unsupported", "lead", N_("probability %s")},
    {"amount-missing", "pipeline_amount_missing", "lead", N_("probability %s")},
    {"profile", "lead_profile_incomplete", "lead", N_("known: %s")},
    {"source-missing", "source_missing", "lead", NULL},
    {"qualification", "qualification_incomplete", "lead", N_("steps recorded: %s")},
    {"active-range", "active_leads_range", "system", N_("aimed at: %s")},
    {"prep", "meeting_prep_due", "meeting", N_("starts %s")},
    {"documentation", "urgent_doc_followup", "account", N_("call of %s")},
    {"contract", "renewal_due", "subscription", N_("bound until %s")},
    {"post-delivery", "expansion_post_delivery", "project", N_("delivered %s")},
    {"budget-window", "expansion_budget_window", "account", N_("budget of %s")},
    {"referral-request", "referral_request_due", "project", N_("delivered %s")},
    {"referral-through", "referral_follow_through", "referral", N_("introduced %s")},
    {"referral-feedback", "referral_feedback_due", "referral", N_("introduced %s")},
    {"referral-thanks", "referral_thanks_due", "referral", N_("won %s")},
    {"source-review", "source_review_due", "system", NULL},
    {"source-test", "source_test_due", "system", NULL},
    {"detractor", "nps_detractor", "account", N_("score %s")},
    {"prompt", "expansion_prompt", "account", N_("words: %s")},
    {"promise", "promise_suggested", "account", N_("we wrote: %s")},
    {"people", "personnel_signal", "account", N_("about %s")},
    {"technical", "technical_complexity", "lead", N_("noted: %s")},
    {"initiative", "competing_initiative", "lead", N_("noted: %s")},
};

enum { SUBJECT_ID, ACCOUNT_ID, LEAD_ID, SEVERITY, DUE_DAY, SUFFIX, WHO, FACT, FACT_DAY, FACT_AT };

/* What the rule found, for people: a day, a moment or words. NULL = nothing. Caller frees. */
static char *
fact_of(const RuleScene *scene, KeepRows *row)
{
    if (!keep_rows_is_null(row, FACT_DAY))
        return day_format((gint32)keep_rows_int(row, FACT_DAY));
    if (!keep_rows_is_null(row, FACT_AT))
        return measure_rule_moment(scene, keep_rows_int(row, FACT_AT));
    return g_strdup(keep_rows_text(row, FACT));
}

static void
add_suffix(Alert *alert, const char *suffix)
{
    char *key = g_strconcat(alert->key, ":", suffix, NULL);
    g_free(alert->key);
    alert->key = key;
}

typedef struct {
    gsize place; /* in the table */
    GPtrArray *alerts;
} PlainJudge;

static void
judge(const RuleScene *scene, KeepRows *row, gpointer data)
{
    PlainJudge *judge = data;
    const char *rule = plains[judge->place].rule, *why = plains[judge->place].why;
    g_autofree char *fact = fact_of(scene, row);
    Alert *alert = alert_new(rule, plains[judge->place].kind, keep_rows_int(row, SUBJECT_ID));
    if (!keep_rows_is_null(row, SUFFIX))
        add_suffix(alert, keep_rows_text(row, SUFFIX));
    alert->account_id = keep_rows_int(row, ACCOUNT_ID);
    alert->lead_id = keep_rows_int(row, LEAD_ID);
    alert->severity = (int)keep_rows_int(row, SEVERITY);
    alert->due_day = measure_rule_day(row, DUE_DAY);
    alert->may_bubble = TRUE;
    alert->title = g_strdup_printf("%s: %s", _(measure_rule_find(rule)->label), keep_rows_text(row, WHO));
    if (why && fact)
        alert->evidence = measure_evidence_new(why, fact, NULL);
    g_ptr_array_add(judge->alerts, alert);
}

gboolean
measure_rule_plain(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(plains); i++) {
        PlainJudge plain = {i, alerts};
        gboolean is_of_nobody = g_str_equal(plains[i].kind, "system");
        if (is_of_nobody && scene->context->account_id != 0)
            continue;
        if (measure_rule_is_on(scene, plains[i].rule) && !measure_rule_each(scene, plains[i].sql, judge, &plain, error))
            return FALSE;
    }
    return TRUE;
}
