/* SPDX-License-Identifier: MIT
 * Inhibition: what makes another reminder about the same lead or account pointless (spec 09 §9.1,
 * 17-L6). */
#include "measure/review.h"
#include "measure/rule.h"
#include <string.h>

#define CRITICAL_RISK "churn_risk" /* at severity 3 */

static const struct {
    const char *inhibitor, *target; /* about the same lead; an inhibitor without a lead stands for
                                       all of its account */
} pairs[] = {
    {"lead_hygiene", "lead_stale"},         {"lead_hygiene", "lead_stale_deferred"},
    {"lead_pause_suggested", "lead_stale"}, {"lead_pause_suggested", "lead_stale_deferred"},
    {"lead_pause_suggested", "promise_suggested"},
    {"follow_up_due", "lead_stale"},        {"follow_up_overdue", "lead_stale"},
    {"reply_owed", "lead_stale"},
};

struct RuleInhibition {
    GHashTable
        *present; /* "rule:lead:12", "rule:account:3" and "rule:any:3" (any of the account) */
    GHashTable *reviews; /* account id -> rank of its foremost review item + 1 */
};

static char *
mark(const char *rule, const char *kind, gint64 id)
{
    return g_strdup_printf("%s:%s:%" G_GINT64_FORMAT, rule, kind, id);
}

/* The kind at the end of a review's key; REVIEW_NONE for other keys. */
static ReviewKind
kind_of_key(const char *rule, const char *key)
{
    if (!g_str_equal(rule, "review_due") && !g_str_equal(rule, "review_overdue"))
        return REVIEW_NONE;
    const char *last = strrchr(key, ':');
    return last ? measure_review_kind(last + 1) : REVIEW_NONE;
}

/* Overdue stands before due, the longer cadence before the shorter. */
static int
review_rank(const char *rule, const char *key)
{
    ReviewKind kind = kind_of_key(rule, key);
    if (kind == REVIEW_NONE)
        return -1;
    return (g_str_equal(rule, "review_overdue") ? REVIEW_KINDS : 0) + (int)kind;
}

static gboolean
has(const RuleInhibition *inhibition, const char *rule, const char *kind, gint64 id)
{
    g_autofree char *text = mark(rule, kind, id);
    return id != 0 && g_hash_table_contains(inhibition->present, text);
}

static gboolean
is_check_in_during_reply(const RuleInhibition *inhibition, int rank, gint64 account_id)
{
    return rank == REVIEW_KINDS + REVIEW_CHECK_IN &&
           has(inhibition, "reply_owed", "any", account_id);
}

static void
add_inhibitor(RuleInhibition *inhibition, const Alert *alert)
{
    if (alert->lead_id != 0)
        g_hash_table_add(inhibition->present, mark(alert->rule, "lead", alert->lead_id));
    else
        g_hash_table_add(inhibition->present, mark(alert->rule, "account", alert->account_id));
    g_hash_table_add(inhibition->present, mark(alert->rule, "any", alert->account_id));
}

static void
add_review(RuleInhibition *inhibition, const Alert *alert)
{
    int rank = review_rank(alert->rule, alert->key);
    gint64 account = alert->account_id;
    if (rank < 0 || is_check_in_during_reply(inhibition, rank, account))
        return;
    if (rank + 1 > GPOINTER_TO_INT(g_hash_table_lookup(inhibition->reviews, &account)))
        g_hash_table_replace(inhibition->reviews, g_memdup2(&account, sizeof account),
                             GINT_TO_POINTER(rank + 1));
}

static gboolean
is_inhibitor(const char *rule)
{
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (g_str_equal(pairs[i].inhibitor, rule))
            return TRUE;
    return FALSE;
}

RuleInhibition *
measure_rule_inhibition_new(GPtrArray *alerts)
{
    RuleInhibition *inhibition = g_new0(RuleInhibition, 1);
    inhibition->present = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    inhibition->reviews = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < alerts->len; i++) {
        const Alert *alert = g_ptr_array_index(alerts, i);
        if (is_inhibitor(alert->rule))
            add_inhibitor(inhibition, alert);
        if (g_str_equal(alert->rule, CRITICAL_RISK) && alert->severity == 3)
            g_hash_table_add(inhibition->present, mark(CRITICAL_RISK, "any", alert->account_id));
    }
    for (guint i = 0; i < alerts->len; i++)
        add_review(inhibition, g_ptr_array_index(alerts, i));
    return inhibition;
}

void
measure_rule_inhibition_free(RuleInhibition *inhibition)
{
    if (!inhibition)
        return;
    g_hash_table_unref(inhibition->present);
    g_hash_table_unref(inhibition->reviews);
    g_free(inhibition);
}

static gboolean
is_review_inhibited(const RuleInhibition *inhibition, const char *rule, const char *key,
                    gint64 account_id)
{
    int rank = review_rank(rule, key);
    if (rank < 0)
        return FALSE;
    if (is_check_in_during_reply(inhibition, rank, account_id))
        return TRUE;
    return rank + 1 < GPOINTER_TO_INT(g_hash_table_lookup(inhibition->reviews, &account_id));
}

gboolean
measure_rule_is_inhibited(const RuleInhibition *inhibition, const char *rule, const char *key,
                          gint64 lead_id, gint64 account_id)
{
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
        if (g_str_equal(pairs[i].target, rule) &&
            (has(inhibition, pairs[i].inhibitor, "lead", lead_id) ||
             has(inhibition, pairs[i].inhibitor, "account", account_id)))
            return TRUE;
    return is_review_inhibited(inhibition, rule, key, account_id);
}

gboolean
measure_rule_is_behind_risk(const RuleInhibition *inhibition, const char *rule, gint64 account_id)
{
    static const char *const watches[] = {"budget_signal", "personnel_signal", "competitor_signal", "responsiveness_watch", "engagement_drop", "reorg",
                                          "expansion_words", NULL};
    return g_strv_contains(watches, rule) && has(inhibition, CRITICAL_RISK, "any", account_id);
}
