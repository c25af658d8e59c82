/* SPDX-License-Identifier: MIT
 * The table of rules, the moment they are judged at, and their SQL. */
#include "measure/rule.h"
#include "measure/policy.h"
#include "base/clock.h"
#include <glib/gi18n.h>
#include <string.h>

#define READS_ALL (READS_MAIL | READS_CALENDAR)

static const Rule rules[] = {
    {"lead_stale", READS_ALL, 7, 7, N_("No activity"), N_("Leads without activity")},
    {"lead_stale_deferred", READS_ALL, 0, 0, N_("No activity, next step planned"),
     N_("Leads without activity, next step planned")},
    {"lead_hygiene", READS_ALL, 14, 14, N_("Long without activity"),
     N_("Leads long without activity")},
    {"lead_pause_suggested", READS_ALL, 14, 14, N_("Pause suggested"), N_("Leads to pause")},
    {"lead_no_next_step", READS_ALL, 0, 0, N_("No next step"),
     N_("Opportunities without next step")},
    {"attempts_below_target", READS_MAIL, 0, 0, N_("Few contact attempts"),
     N_("Days with few contact attempts")},
    {"paused_wakeup", READS_STORE, 14, 14, N_("Pause is over"),
     N_("Leads whose pause is over")},
    {"follow_up_due", READS_STORE, 0, 0, N_("Follow-up due"), N_("Follow-ups due today")},
    {"follow_up_overdue", READS_STORE, 1, 1, N_("Follow-up overdue"),
     N_("Follow-ups overdue")},
    {"reply_owed", READS_ALL, 0, 1, N_("Reply owed"), N_("Replies owed")},
    {"review_due", READS_ALL, 0, 0, N_("Review due"), N_("Reviews due")},
    {"review_overdue", READS_ALL, 7, 7, N_("Review overdue"), N_("Reviews overdue")},
    {"review_scheduled_late", READS_ALL, 0, 0, N_("Review booked late"), N_("Reviews booked late")},
    /* what somebody wrote stays true, whatever else is missing: no gap silences these */
    {"budget_signal", READS_STORE, 0, 0, N_("Signs of a smaller budget"), N_("Signs of smaller budgets")},
    {"personnel_signal", READS_STORE, 0, 0, N_("Signs that people change"), N_("Signs that people change")},
    {"competitor_signal", READS_STORE, 0, 0, N_("Signs of a competitor"), N_("Signs of competitors")},
    {"cancel_signal", READS_STORE, 0, 7, N_("Signs that the contract ends"), N_("Signs that contracts end")},
    {"escalation", READS_STORE, 0, 1, N_("Somebody is upset"), N_("People who are upset")},
    {"reorg", READS_STORE, 0, 0, N_("Signs of a reorganisation"), N_("Signs of reorganisations")},
    {"expansion_words", READS_STORE, 0, 0, N_("Signs that more is wanted"), N_("Signs that more is wanted")},
    {"promise_suggested", READS_MAIL, 0, 0, N_("Promise to note"), N_("Promises to note")},
    {"review_unconfirmed", READS_CALENDAR, 0, 0, N_("Review to confirm"),
     N_("Reviews to confirm")},
    {"lead_one_sided", READS_ALL, 0, 0, N_("We write, nobody answers"), N_("Leads that do not answer")},
    {"close_date_passed", READS_STORE, 7, 7, N_("Expected close has passed"), N_("Opportunities past their expected close")},
    {"probability_review_due", READS_STORE, 7, 7, N_("Probability to review"), N_("Probabilities to review")},
    {"probability_off_band", READS_STORE, 0, 0, N_("Probability between the bands"), N_("Probabilities between the bands")},
    {"probability_unsupported", READS_ALL, 0, 0, N_("Probability without evidence"), N_("Probabilities without evidence")},
    {"pipeline_amount_missing", READS_STORE, 7, 7, N_("Amount missing"), N_("Opportunities without an amount")},
    {"source_missing", READS_STORE, 0, 0, N_("Source missing"), N_("Leads without a source")},
    {"qualification_incomplete", READS_STORE, 0, 0, N_("Qualification incomplete"), N_("Leads not qualified step by step")},
    {"active_leads_range", READS_STORE, 30, 30, N_("Active leads outside the target"), N_("Active leads outside the target")},
    {"meeting_prep_due", READS_CALENDAR, 0, 0, N_("Meeting to prepare"), N_("Meetings to prepare")},
    {"urgent_doc_followup", READS_MAIL, 0, 0, N_("Call to confirm in writing"), N_("Calls to confirm in writing")},
    {"renewal_due", READS_STORE, 0, 0, N_("Contract to renew"), N_("Contracts to renew")},
    {"expansion_post_delivery", READS_CALENDAR, 0, 0, N_("Time to ask for more"), N_("Customers to ask for more")},
    {"expansion_budget_window", READS_STORE, 0, 0, N_("Budget is being made"), N_("Customers who make their budget")},
    {"referral_request_due", READS_STORE, 0, 0, N_("Reference to ask for"), N_("References to ask for")},
    {"referral_follow_through", READS_ALL, 0, 0, N_("Introduction to follow up"), N_("Introductions to follow up")},
    {"referral_feedback_due", READS_STORE, 0, 0, N_("Referrer to tell the news"), N_("Referrers to tell the news")},
    {"referral_thanks_due", READS_STORE, 0, 0, N_("Referrer to thank"), N_("Referrers to thank")},
    {"source_review_due", READS_STORE, 0, 0, N_("Sources to review"), N_("Sources to review")},
    {"source_test_due", READS_STORE, 0, 0, N_("No new source tested"), N_("Quarters without a new source")},
    {"nps_detractor", READS_STORE, 0, 0, N_("Would not recommend us"), N_("Customers who would not recommend us")},
    {"contact_away", READS_STORE, 0, 0, N_("Away"), N_("People who are away")},
    {"responsiveness_watch", READS_MAIL, 0, 0, N_("Answers become slow"), N_("Customers whose answers become slow")},
    {"responsiveness_alert", READS_MAIL, 0, 0, N_("Answers are slow"), N_("Customers whose answers are slow")},
    {"engagement_drop", READS_MAIL, 0, 0, N_("Writes less"), N_("Customers who write less")},
    {"churn_risk", READS_STORE, 0, 0, N_("May leave"), N_("Customers who may leave")},
    {"churn_playbook", READS_STORE, 0, 0, N_("Playbook to open"), N_("Playbooks to open")},
    {"lead_profile_incomplete", READS_STORE, 0, 0, N_("Profile incomplete"), N_("Leads with an incomplete profile")},
    {"technical_complexity", READS_STORE, 0, 0, N_("Technically hard"), N_("Leads that are technically hard")},
    {"competing_initiative", READS_STORE, 0, 0, N_("Competes with another project"), N_("Leads that compete with another project")},
    {"expansion_prompt", READS_STORE, 0, 0, N_("Something changes there"), N_("Customers where something changes")},
    {"report_ready", READS_STORE, 0, 0, N_("Report to read"), N_("Reports to read")},
};

const Rule *
measure_rule_find(const char *id)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++)
        if (g_str_equal(rules[i].id, id))
            return &rules[i];
    return NULL;
}

gsize
measure_rule_count(void)
{
    return G_N_ELEMENTS(rules);
}

static void
count_quiet(RuleScene *scene)
{
    gsize n;
    const CalendarDay *days = calendar_days(scene->context->calendar, &n);
    int quiet = 0;
    scene->first_day = days[0].day;
    scene->quiet_before = g_array_sized_new(FALSE, FALSE, sizeof(int), n + 1);
    for (gsize i = 0; i < n; i++) {
        g_array_append_val(scene->quiet_before, quiet);
        quiet += days[i].is_quiet ? 1 : 0;
    }
    g_array_append_val(scene->quiet_before, quiet);
}

void
measure_rule_scene(RuleScene *scene, const MeasureContext *context)
{
    scene->context = context;
    scene->today = calendar_day_of(context->calendar, context->now);
    count_quiet(scene);
}

void
measure_rule_scene_clear(RuleScene *scene)
{
    g_clear_pointer(&scene->quiet_before, g_array_unref);
}

static int
quiet_before(const RuleScene *scene, gint32 day)
{
    gint64 place = (gint64)day - scene->first_day;
    place = CLAMP(place, 0, (gint64)scene->quiet_before->len - 1);
    return g_array_index(scene->quiet_before, int, place);
}

int
measure_rule_age(const RuleScene *scene, gint32 from, gint32 to)
{
    if (to <= from)
        return 0;
    return to - from - (quiet_before(scene, to + 1) - quiet_before(scene, from + 1));
}

gboolean
measure_rule_each(const RuleScene *scene, const char *name, RuleJudge judge, gpointer data,
                  GError **error)
{
    const MeasureContext *context = scene->context;
    g_autofree char *file = g_strconcat("due-", name, NULL);
    g_autoptr(KeepRows) rows = measure_policy_rows(
        context, file,
        BIND(KI("now", context->now), KI("today", scene->today), KI("over", config_int(context->config, "pipeline", "weekly_review_over")),
             KI("risk_days", config_int(context->config, "risk", "half_life_days")), KI("silent", RULE_SILENT_DAYS), KI("window", config_int(context->config, "reply", "window_days")),
             KI("attempts_max", config_int(context->config, "attempts", "max"))),
        error);
    if (!rows)
        return FALSE;
    g_autoptr(GError) problem = NULL;
    while (keep_rows_next(rows, &problem))
        judge(scene, rows, data);
    if (!problem)
        return TRUE;
    g_propagate_prefixed_error(error, g_steal_pointer(&problem), "%s: ", file);
    return FALSE;
}

char *
measure_rule_moment(const RuleScene *scene, gint64 at)
{
    char *text = clock_format(at, calendar_zone(scene->context->calendar));
    const gsize day = strlen("2026-03-31");
    text[day] = ' ';
    text[strlen("2026-03-31 12:00")] = '\0';
    if (g_str_equal(text + day, " 00:00")) /* the beginning of a day is that day to a reader */
        text[day] = '\0';
    return text;
}

gint32
measure_rule_day(KeepRows *row, int column)
{
    return keep_rows_is_null(row, column) ? DAY_NONE : (gint32)keep_rows_int(row, column);
}

gboolean
measure_rule_is_on(const RuleScene *scene, const char *id)
{
    return !g_strv_contains(config_list(scene->context->config, "rules", "off"), id);
}

/* Of two alerts about one thing the worse stands, of two equal ones the first; what is switched off does not. */
static void
tidy(const RuleScene *scene, GPtrArray *alerts)
{
    g_autoptr(GHashTable) worst = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < alerts->len; i++) {
        Alert *alert = g_ptr_array_index(alerts, i), *other = g_hash_table_lookup(worst, alert->key);
        if (!other || other->severity < alert->severity)
            g_hash_table_replace(worst, alert->key, alert);
    }
    for (guint i = alerts->len; i > 0; i--) {
        Alert *alert = g_ptr_array_index(alerts, i - 1);
        if (g_hash_table_lookup(worst, alert->key) != alert || !measure_rule_is_on(scene, alert->rule))
            g_ptr_array_remove_index(alerts, i - 1);
    }
}

/* What SQL narrows down to one account is not always narrow: a meeting has several, and a letter of a shared person. */
static void
narrow(const RuleScene *scene, GPtrArray *alerts)
{
    for (guint i = scene->context->account_id != 0 ? alerts->len : 0; i > 0; i--)
        if (((const Alert *)g_ptr_array_index(alerts, i - 1))->account_id != scene->context->account_id)
            g_ptr_array_remove_index(alerts, i - 1);
}

GPtrArray *
measure_rule_all(const RuleScene *scene, GError **error)
{
    static gboolean (*const finders[])(const RuleScene *, GPtrArray *, GError **) = {
        measure_rule_reply, measure_rule_away, measure_rule_word, measure_rule_follow_up, measure_rule_review, measure_rule_unconfirmed,
        measure_rule_lead, measure_rule_attempts, measure_rule_attempts_today, measure_rule_paused, measure_rule_plain,
        measure_rule_report, measure_rule_slowdown, measure_rule_engagement, measure_rule_risk, /* the last sees what the others found */
    };
    MeasureContext context = *scene->context;
    RuleScene round = *scene; /* borrows all but its context */
    g_autoptr(MeasureMemo) memo = context.account_id == 0 && !context.memo ? measure_memo_new(context.db) : NULL;
    context.memo = memo ? memo : context.memo;
    round.context = &context;
    g_autoptr(GPtrArray) alerts = g_ptr_array_new_with_free_func(alert_free);
    for (gsize i = 0; i < G_N_ELEMENTS(finders); i++) {
        gboolean is_of_nobody = finders[i] == measure_rule_attempts_today || finders[i] == measure_rule_report;
        if (!(is_of_nobody && context.account_id != 0) && !finders[i](&round, alerts, error))
            return NULL;
    }
    narrow(scene, alerts);
    tidy(scene, alerts);
    for (guint i = 0; !config_bool(scene->context->config, "signal", "evidence") && i < alerts->len; i++)
        g_clear_pointer(&((Alert *)g_ptr_array_index(alerts, i))->evidence, g_free);
    return g_steal_pointer(&alerts);
}
