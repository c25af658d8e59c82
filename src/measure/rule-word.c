/* SPDX-License-Identifier: MIT
 * Words that warn: signs of a smaller budget, of people leaving, of a competitor, of the end (spec 09 §9.7). */
#include "measure/evidence.h"
#include "measure/rule.h"
#include <glib/gi18n.h>

enum { ACCOUNT_ID, ACCOUNT_NAME, TIER, CATEGORY, PATTERNS, NOTE, LAST_AT };

static const struct {
    const char *category, *rule;
    int severity; /* 0 = by tier: an escalation of a good customer is critical */
} signs[] = {
    {"budget", "budget_signal", 1},
    {"personnel", "personnel_signal", 1},
    {"competitor", "competitor_signal", 1},
    {"cancel", "cancel_signal", 3},
    {"escalation", "escalation", 0},
    {"reorg", "reorg", 1},
    {"expansion", "expansion_words", 1},
};

/* Caller frees. */
static char *
evidence_of(KeepRows *row)
{
    const char *patterns = keep_rows_text(row, PATTERNS), *note = keep_rows_text(row, NOTE);
    gboolean is_told = note != NULL && *note != '\0';
    if (patterns != NULL)
        return is_told ? measure_evidence_new(N_("words: %s; noted: %s"), patterns, note) : measure_evidence_new(N_("words: %s"), patterns, NULL);
    if (note != NULL)
        return is_told ? measure_evidence_new(N_("noted: %s"), note, NULL) : measure_evidence_new(N_("noted by hand"), "", NULL);
    return measure_evidence_new(N_("three letters without an answer"), "", NULL);
}

static void
judge(const RuleScene *scene, KeepRows *row, gpointer data)
{
    gint64 tier = keep_rows_int(row, TIER);
    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (!g_str_equal(signs[i].category, keep_rows_text(row, CATEGORY)))
            continue;
        Alert *alert = alert_new(signs[i].rule, "account", keep_rows_int(row, ACCOUNT_ID));
        alert->account_id = keep_rows_int(row, ACCOUNT_ID);
        alert->severity = signs[i].severity > 0 ? signs[i].severity : tier == 1 || tier == 2 ? 3 : 2;
        alert->due_day = calendar_day_of(scene->context->calendar, keep_rows_int(row, LAST_AT));
        alert->may_bubble = TRUE;
        alert->title = g_strdup_printf("%s: %s", _(measure_rule_find(signs[i].rule)->label), keep_rows_text(row, ACCOUNT_NAME));
        alert->evidence = evidence_of(row);
        g_ptr_array_add(data, alert);
    }
}

gboolean
measure_rule_word(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    return measure_rule_each(scene, "word", judge, alerts, error);
}
