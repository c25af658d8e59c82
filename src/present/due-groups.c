/* SPDX-License-Identifier: MIT
 * What is due, by what it is about. */
#include "present/due-groups.h"
#include <glib/gi18n.h>

/* The first prefix that fits. */
static const struct { const char *prefix; DueGroup group; } prefixes[] = {
    { "reply_", DUE_REPLIES },          { "meeting_", DUE_MEETINGS },      { "review_", DUE_REVIEWS },        { "follow_up_", DUE_FOLLOW_UPS },
    { "promise_", DUE_FOLLOW_UPS },     { "urgent_doc_", DUE_FOLLOW_UPS }, { "referral_", DUE_FOLLOW_UPS },   { "lead_", DUE_LEADS },
    { "close_date_", DUE_LEADS },       { "probability_", DUE_LEADS },     { "pipeline_", DUE_LEADS },        { "qualification_", DUE_LEADS },
    { "paused_", DUE_LEADS },           { "attempts_", DUE_LEADS },        { "active_leads_", DUE_LEADS },    { "churn_", DUE_CUSTOMERS },
    { "engagement_", DUE_CUSTOMERS },   { "responsiveness_", DUE_CUSTOMERS }, { "nps_", DUE_CUSTOMERS },      { "budget_", DUE_CUSTOMERS },
    { "cancel_", DUE_CUSTOMERS },       { "competitor_", DUE_CUSTOMERS },  { "escalation", DUE_CUSTOMERS },   { "expansion_", DUE_CUSTOMERS },
    { "personnel_", DUE_CUSTOMERS },    { "reorg", DUE_CUSTOMERS },        { "renewal_", DUE_CUSTOMERS },     { "contact_away", DUE_CUSTOMERS },
};

DueGroup
present_due_group(const char *rule)
{
    for (gsize i = 0; rule != NULL && i < G_N_ELEMENTS(prefixes); i++)
        if (g_str_has_prefix(rule, prefixes[i].prefix))
            return prefixes[i].group;
    return DUE_OTHERS;
}

const char *
present_due_group_name(DueGroup group)
{
    static const char *const names[] = { N_("Replies"), N_("Meetings"), N_("Reviews"), N_("Follow-ups"), N_("Customers"), N_("Leads"), N_("Others") };
    return _(names[group]);
}

GArray *
present_due_rows(const Table *due, DueGroup group)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; due != NULL && i < due->rows->len; i++) {
        const Value *rule = table_get(due, i, "rule");
        if (present_due_group(rule != NULL ? rule->t : NULL) == group)
            g_array_append_val(rows, i);
    }
    return rows;
}
