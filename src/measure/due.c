/* SPDX-License-Identifier: MIT
 * The engine: what holds now against what is remembered (spec 09 §9.1, 17-A2, 17-B). */
#include "measure/due.h"
#include "measure/due-notice.h"
#include "measure/due-pause.h"
#include "measure/due-signal.h"
#include "measure/rule.h"
#include "base/error.h"

static void
drop_blind(GPtrArray *alerts, Reads blind)
{
    for (guint i = alerts->len; i > 0; i--) {
        const Alert *alert = g_ptr_array_index(alerts, i - 1);
        if (measure_rule_find(alert->rule)->reads & blind)
            g_ptr_array_remove_index(alerts, i - 1);
    }
}

/* A sign that the risk stands for is there on request only; not when somebody said that the risk is none: then it speaks for itself. */
static gboolean
lower_sign(const MeasureContext *context, const RuleInhibition *inhibition, Alert *alert, GError **error)
{
    static const char DISMISSED[] = "SELECT 1 FROM signal WHERE account_id = :account AND rule_id = 'churn_risk' AND state = 'dismissed'";
    gint64 one;
    gboolean is_dismissed;
    if (!measure_rule_is_behind_risk(inhibition, alert->rule, alert->account_id))
        return TRUE;
    if (!keep_db_int(context->db, DISMISSED, BIND(KI("account", alert->account_id)), &one, &is_dismissed, error))
        return FALSE;
    if (!is_dismissed)
        alert->severity = 0;
    return TRUE;
}

/* NULL on error. */
static GPtrArray *
drop_inhibited(const MeasureContext *context, GPtrArray *alerts, GError **error)
{
    g_autoptr(RuleInhibition) inhibition = measure_rule_inhibition_new(alerts);
    g_autoptr(GPtrArray) rest = g_ptr_array_new_full(alerts->len, alert_free);
    for (guint i = 0; i < alerts->len; i++) {
        Alert *alert = g_ptr_array_index(alerts, i);
        if (measure_rule_is_inhibited(inhibition, alert->rule, alert->key, alert->lead_id,
                                      alert->account_id))
            continue;
        if (!lower_sign(context, inhibition, alert, error))
            return NULL;
        g_ptr_array_add(rest, alert);
        alerts->pdata[i] = NULL;
    }
    return g_steal_pointer(&rest);
}

/* What is about somebody who is away waits until they are back. */
static void
drop_waiting(GPtrArray *alerts, const RuleWaits *waits)
{
    for (guint i = alerts->len; i > 0; i--) {
        const Alert *alert = g_ptr_array_index(alerts, i - 1);
        if (measure_rule_waits_for(waits, alert->rule, alert->subject_id, alert->lead_id))
            g_ptr_array_remove_index(alerts, i - 1);
    }
}

GPtrArray *
measure_due_evaluate(const MeasureContext *context, GError **error)
{
    g_auto(RuleScene) scene = {0};
    measure_rule_scene(&scene, context);
    g_autoptr(GArray) gaps = measure_gap_list(context, error);
    if (!gaps)
        return NULL;
    g_autoptr(GPtrArray) alerts = measure_rule_all(&scene, error);
    if (!alerts)
        return NULL;
    g_autoptr(RuleWaits) waits = measure_rule_waits_load(&scene, error);
    if (!waits)
        return NULL;
    drop_blind(alerts, measure_gap_blind(gaps));
    drop_waiting(alerts, waits);
    return drop_inhibited(context, alerts, error);
}

typedef struct {
    const MeasureContext *context;
    GPtrArray *alerts;
    GHashTable *live;
    Reads blind;
    const RuleWaits *waits;
    gboolean is_silent;
} Diff;

static gboolean
is_automatic_pause(const Diff *diff, const Alert *alert)
{
    return g_str_equal(alert->rule, "lead_pause_suggested") &&
           config_bool(diff->context->config, "attempts", "auto_pause");
}

/* Of one account it may stand under another still: its lead has moved. */
static gboolean
find_live(const Diff *diff, const char *key, Signal **ret, GError **error)
{
    *ret = g_hash_table_lookup(diff->live, key);
    if (*ret || diff->context->account_id == 0)
        return TRUE;
    if (!measure_due_signal_by_key(diff->context->db, key, ret, error))
        return FALSE;
    if (*ret)
        g_hash_table_insert(diff->live, (*ret)->key, *ret);
    return TRUE;
}

static gboolean
store_alert(const Diff *diff, const Alert *alert, GError **error)
{
    const MeasureContext *context = diff->context;
    Signal *signal;
    if (!find_live(diff, alert->key, &signal, error))
        return FALSE;
    if (signal)
        signal->is_present = TRUE;
    if (is_automatic_pause(diff, alert))
        return measure_due_pause(context, alert, signal, error);
    if (signal)
        return measure_due_signal_refresh(context->db, signal, alert, context->now, error);
    return measure_due_signal_open(context->db, alert, diff->is_silent, context->now, error);
}

/* Whether the condition has ended is not known while its rule is blind; what a person has put away
 * stays put away while another reminder holds it back. */
static gboolean
is_unknown(const Diff *diff, const RuleInhibition *inhibition, const Signal *signal)
{
    const Rule *rule = measure_rule_find(signal->rule);
    if (rule && (rule->reads & diff->blind))
        return TRUE;
    if (g_str_equal(signal->state, "open"))
        return FALSE;
    return measure_rule_waits_for(diff->waits, signal->rule, signal->subject_id, signal->lead_id) != NULL ||
           measure_rule_is_inhibited(inhibition, signal->rule, signal->key, signal->lead_id,
                                     signal->account_id);
}

/* A window that nobody used ends otherwise than one that was (09 §9.6). */
static gboolean
why_absent(const Diff *diff, const Signal *signal, const char **ret, GError **error)
{
    static const char OVER[] = "SELECT 1 FROM signal WHERE id = :id AND rule_id = 'expansion_post_delivery' AND due_day + 30 < :today";
    gint32 today = calendar_day_of(diff->context->calendar, diff->context->now);
    gint64 one;
    gboolean is_over;
    if (!keep_db_int(diff->context->db, OVER, BIND(KI("id", signal->id), KI("today", today)), &one, &is_over, error))
        return FALSE;
    *ret = is_over ? "expired" : NULL;
    return TRUE;
}

static gboolean
resolve_absent(const Diff *diff, GError **error)
{
    g_autoptr(RuleInhibition) inhibition = measure_rule_inhibition_new(diff->alerts);
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, diff->live);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Signal *signal = value;
        if (signal->is_present || is_unknown(diff, inhibition, signal))
            continue;
        const char *why;
        if (!why_absent(diff, signal, &why, error) ||
            !measure_due_signal_resolve(diff->context->db, signal->id, why, diff->context->now, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
store(const MeasureContext *context, GPtrArray *alerts, gint64 last, GError **error)
{
    Diff diff = {.context = context, .alerts = alerts};
    gboolean is_news = FALSE;
    g_autoptr(GArray) gaps = measure_gap_list(context, error);
    if (!gaps || (context->account_id == 0 && !measure_due_note_sources(context, &is_news, error)))
        return FALSE;
    g_auto(RuleScene) scene = {0};
    measure_rule_scene(&scene, context);
    g_autoptr(RuleWaits) waits = measure_rule_waits_load(&scene, error);
    if (!waits)
        return FALSE;
    diff.waits = waits;
    diff.blind = measure_gap_blind(gaps);
    diff.is_silent = is_news || last == 0;
    g_autoptr(GHashTable) live = measure_due_signal_live(context->db, context->account_id, error);
    if (!live)
        return FALSE;
    diff.live = live;
    for (guint i = 0; i < alerts->len; i++)
        if (!store_alert(&diff, g_ptr_array_index(alerts, i), error))
            return FALSE;
    return resolve_absent(&diff, error) && measure_due_set_evaluated(context, error);
}

gboolean
measure_due_apply(const MeasureContext *context, GPtrArray *alerts, GArray *notices,
                  GError **error)
{
    gint64 last;
    if (!measure_due_evaluated(context, &last, error))
        return FALSE;
    if (context->now < last)
        return TRUE;
    if (!keep_db_begin(context->db, error))
        return FALSE;
    if (!store(context, alerts, last, error) ||
        (notices && !measure_due_waiting(context, notices, error)) ||
        !keep_db_commit(context->db, error)) {
        keep_db_rollback(context->db);
        return FALSE;
    }
    return TRUE;
}
