/* SPDX-License-Identifier: MIT
 * Gaps: a source that is not read makes the rules that read it silent (spec 09 §9.1), so that
 * nobody hears "the customer is silent" because the mail server was down. */
#include "measure/rule.h"

/* A shorter gap hides nothing that a rule with limits in days could miss. */
#define GAP_SECONDS (4 * 3600)

enum { KIND, NAME, STATE, LAST_OK_AT, COMPLETE_AT };

/* Sources that have left the configuration keep their rows; nobody waits for them. */
static gboolean
is_configured(const RuleScene *scene, const char *kind, const char *name)
{
    return g_strv_contains(config_sections(scene->context->config, kind), name);
}

static gboolean
is_blind(const RuleScene *scene, KeepRows *row)
{
    if (keep_rows_is_null(row, COMPLETE_AT))
        return TRUE;
    const char *state = keep_rows_text(row, STATE);
    if (!g_str_equal(state, "failing") && !g_str_equal(state, "needs_attention"))
        return FALSE;
    return keep_rows_is_null(row, LAST_OK_AT) ||
           scene->context->now - keep_rows_int(row, LAST_OK_AT) > GAP_SECONDS;
}

static void
judge(const RuleScene *scene, KeepRows *row, gpointer data)
{
    RuleReads *blind = data;
    const char *kind = keep_rows_text(row, KIND);
    if (!is_configured(scene, kind, keep_rows_text(row, NAME)) || !is_blind(scene, row))
        return;
    *blind |= g_str_equal(kind, "mailbox") ? RULE_READS_MAIL : RULE_READS_CALENDAR;
}

gboolean
measure_rule_gap(const RuleScene *scene, RuleReads *ret_blind, GError **error)
{
    RuleReads blind = RULE_READS_STORE;
    if (!measure_rule_each(scene, "gap", judge, &blind, error))
        return FALSE;
    *ret_blind = blind;
    return TRUE;
}
