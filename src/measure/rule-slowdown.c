/* SPDX-License-Identifier: MIT
 * Early warnings from how a customer answers: more slowly than before, hardly at all, or seldom writing at all (spec 08 §8.7). */
#include "base/wording.h"
#include "measure/evidence.h"
#include "measure/rule.h"
#include "measure/slowdown.h"
#include <glib/gi18n.h>
#include <math.h>

#define HOUR_SECONDS 3600.0
#define SILENT_GAPS 3
#define MISSED 3
#define DROP_MIN_N 16
#define DROP_RATIO 0.5
#define DROP_CHANCE 0.05

typedef struct {
    gint64 account_id;
    char *account_name;
    GArray *samples; /* of SlowdownSample */
} Answers;

typedef struct {
    SlowdownLimits limits;
    GHashTable *known; /* account id -> the answers there are to compare with; -1 = the test has spoken */
    Answers now;       /* of the account that is being read */
    GPtrArray *alerts;
} SlowJudge;

static SlowdownLimits
read_limits(const Config *config)
{
    return (SlowdownLimits){
        .recent = (guint)config_int(config, "responsiveness", "recent"),
        .base_min = (guint)config_int(config, "responsiveness", "base_min"),
        .base_max = (guint)config_int(config, "responsiveness", "base_max"),
        .confirm_n = (guint)config_int(config, "responsiveness", "confirm_n"),
        .ratio = config_real(config, "responsiveness", "ratio"),
        .min_diff = config_real(config, "responsiveness", "min_diff_wh") * HOUR_SECONDS,
        .floor = config_real(config, "responsiveness", "floor_wh") * HOUR_SECONDS,
        .p_watch = config_real(config, "responsiveness", "p_watch"),
        .p_alert = config_real(config, "responsiveness", "p_alert"),
    };
}

static Alert *
warn(GPtrArray *alerts, const char *rule, int severity, gint64 account_id, const char *account_name)
{
    Alert *alert = alert_new(rule, "account", account_id);
    alert->account_id = account_id;
    alert->severity = severity;
    alert->may_bubble = TRUE;
    alert->title = g_strdup_printf("%s: %s", _(measure_rule_find(rule)->label), account_name);
    g_ptr_array_add(alerts, alert);
    return alert;
}

/* The alert stands for its watch. */
static void
judge_account(const RuleScene *scene, SlowJudge *judge)
{
    const Answers *answers = &judge->now;
    if (answers->samples->len == 0)
        return;
    Slowdown slow = measure_slowdown((const SlowdownSample *)(gconstpointer)answers->samples->data, answers->samples->len, &judge->limits,
                                     scene->context->calendar, scene->context->now);
    g_hash_table_replace(judge->known, g_memdup2(&answers->account_id, sizeof answers->account_id), GUINT_TO_POINTER(slow.base));
    if (slow.state == SLOWDOWN_NONE)
        return;
    gboolean is_alert = slow.state == SLOWDOWN_ALERT;
    Alert *alert = warn(judge->alerts, is_alert ? "responsiveness_alert" : "responsiveness_watch", is_alert ? 2 : 1, answers->account_id, answers->account_name);
    g_autofree char *after = wording_decimal(slow.after / HOUR_SECONDS, 1), *before = wording_decimal(slow.before / HOUR_SECONDS, 1);
    alert->evidence = measure_evidence_new(N_("half answered after %s working hours, before after %s"), after, before);
}

static void
begin_account(SlowJudge *judge, gint64 account_id, const char *name)
{
    judge->now.account_id = account_id;
    g_free(judge->now.account_name);
    judge->now.account_name = g_strdup(name);
    g_array_set_size(judge->now.samples, 0);
}

static void
take_answer(const RuleScene *scene, KeepRows *row, gpointer data)
{
    enum { ACCOUNT_ID, ACCOUNT_NAME, OPENED_AT, CLOSED_AT, TOOK };
    SlowJudge *judge = data;
    if (keep_rows_int(row, ACCOUNT_ID) != judge->now.account_id) {
        judge_account(scene, judge);
        begin_account(judge, keep_rows_int(row, ACCOUNT_ID), keep_rows_text(row, ACCOUNT_NAME));
    }
    SlowdownSample sample = {keep_rows_int(row, OPENED_AT), keep_rows_int(row, CLOSED_AT), keep_rows_int(row, TOOK)};
    g_array_append_val(judge->now.samples, sample);
}

/* Too few answers for the test: silence alone speaks. */
static void
judge_silence(const RuleScene *scene G_GNUC_UNUSED, KeepRows *row, gpointer data)
{
    enum { ACCOUNT_ID, ACCOUNT_NAME, SILENT_FOR, GAP, SENT, UNANSWERED };
    SlowJudge *judge = data;
    gint64 id = keep_rows_int(row, ACCOUNT_ID);
    if (GPOINTER_TO_UINT(g_hash_table_lookup(judge->known, &id)) >= judge->limits.base_min)
        return;
    gboolean is_silent = !keep_rows_is_null(row, SILENT_FOR) && keep_rows_int(row, SENT) >= 2 &&
                         (double)keep_rows_int(row, SILENT_FOR) > MAX(RULE_SILENT_DAYS, SILENT_GAPS * keep_rows_real(row, GAP));
    if (!is_silent && keep_rows_int(row, UNANSWERED) < MISSED)
        return;
    Alert *alert = warn(judge->alerts, "responsiveness_watch", 1, id, keep_rows_text(row, ACCOUNT_NAME));
    alert->evidence = is_silent ? measure_evidence_new(N_("silent for %s days; little to compare with"), keep_rows_text(row, SILENT_FOR), NULL)
                                : measure_evidence_new(N_("the last three mails have no answer; little to compare with"), "", NULL);
}

static gboolean
find_slow(const RuleScene *scene, SlowJudge *judge, GError **error)
{
    if (!measure_rule_each(scene, "answers", take_answer, judge, error))
        return FALSE;
    judge_account(scene, judge);
    return measure_rule_each(scene, "silence", judge_silence, judge, error);
}

gboolean
measure_rule_slowdown(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    SlowJudge judge = {
        .limits = read_limits(scene->context->config),
        .known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
        .now = {0, NULL, g_array_new(FALSE, FALSE, sizeof(SlowdownSample))},
        .alerts = alerts,
    };
    gboolean ok = find_slow(scene, &judge, error);
    g_hash_table_unref(judge.known);
    g_array_unref(judge.now.samples);
    g_free(judge.now.account_name);
    return ok;
}

/* --- engagement ------------------------------------------------------------------------------------------------------- */

/* P(Bin(N, SHARE) <= K). */
static double
chance_of_at_most(gint64 n, double share, gint64 k)
{
    double sum = 0;
    for (gint64 i = 0; i <= k; i++)
        sum += exp(lgamma((double)n + 1) - lgamma((double)i + 1) - lgamma((double)(n - i) + 1) + (double)i * log(share) + (double)(n - i) * log1p(-share));
    return MIN(sum, 1);
}

static void
judge_engagement(const RuleScene *scene G_GNUC_UNUSED, KeepRows *row, gpointer data)
{
    enum { ACCOUNT_ID, ACCOUNT_NAME, LATELY, BEFORE, DAYS_LATELY, DAYS_BEFORE };
    gint64 lately = keep_rows_int(row, LATELY), before = keep_rows_int(row, BEFORE);
    double days_lately = (double)keep_rows_int(row, DAYS_LATELY), days_before = (double)keep_rows_int(row, DAYS_BEFORE);
    if (lately + before < DROP_MIN_N || before == 0 || days_lately <= 0 || days_before <= 0)
        return;
    double ratio = (double)lately / days_lately / ((double)before / days_before);
    if (ratio > DROP_RATIO || chance_of_at_most(lately + before, days_lately / (days_lately + days_before), lately) > DROP_CHANCE)
        return;
    Alert *alert = warn(data, "engagement_drop", 1, keep_rows_int(row, ACCOUNT_ID), keep_rows_text(row, ACCOUNT_NAME));
    alert->evidence = measure_evidence_new(N_("%s letters in 60 days, %s in the 180 before"), keep_rows_text(row, LATELY), keep_rows_text(row, BEFORE));
}

gboolean
measure_rule_engagement(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    return measure_rule_each(scene, "engagement", judge_engagement, alerts, error);
}
