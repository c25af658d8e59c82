/* SPDX-License-Identifier: MIT
 * Replies that we owe, by the tier's working hours (spec 09 §9.5, 17-B6). */
#include "measure/evidence.h"
#include "measure/rule.h"
#include <glib/gi18n.h>

#define CRITICAL_TIMES 3

enum { EPISODE_ID, ACCOUNT_ID, ACCOUNT_NAME, LEAD_ID, WHO, SUBJECT, OPENED_AT, TIER };

/* In working seconds; accounts without a tier are prospects in this (17-B6). */
static gint64
sla_of(const RuleScene *scene, gint64 tier)
{
    static const char *const keys[] = {"work_hours_prospect", "work_hours_t1", "work_hours_t2",
                                       "work_hours_t3"};
    const char *key = keys[tier >= 1 && tier <= 3 ? tier : 0];
    return (gint64)(config_real(scene->context->config, "sla", key) * 3600 + 0.5);
}

/* -1 = not yet worth a word. */
static int
severity_of(gint64 elapsed, gint64 sla, gboolean is_first_tier)
{
    if (is_first_tier && elapsed >= CRITICAL_TIMES * sla)
        return 3;
    if (elapsed >= sla)
        return 2;
    return 2 * elapsed >= sla ? 1 : -1;
}

static char *
title_of(KeepRows *row)
{
    const char *who = keep_rows_text(row, WHO), *account = keep_rows_text(row, ACCOUNT_NAME);
    return who ? g_strdup_printf(_("Reply owed to %s (%s)"), who, account)
               : g_strdup_printf(_("Reply owed to %s"), account);
}

static char *
evidence_of(const RuleScene *scene, KeepRows *row, gint64 due_at)
{
    const char *subject = keep_rows_text(row, SUBJECT);
    g_autofree char *due = measure_rule_moment(scene, due_at);
    return subject ? measure_evidence_new(N_("“%s”, due before %s"), subject, due)
                   : measure_evidence_new(N_("due before %s"), due, NULL);
}

static void
judge(const RuleScene *scene, KeepRows *row, gpointer data)
{
    const MeasureContext *context = scene->context;
    gint64 sla = sla_of(scene, keep_rows_int(row, TIER));
    gint64 opened = keep_rows_int(row, OPENED_AT);
    gint64 elapsed = calendar_work_between(context->calendar, opened, context->now);
    int severity = severity_of(elapsed, sla, keep_rows_int(row, TIER) == 1);
    if (severity < 0)
        return;
    gint64 due_at = calendar_work_add(context->calendar, opened, sla);
    Alert *alert = alert_new("reply_owed", "episode", keep_rows_int(row, EPISODE_ID));
    alert->account_id = keep_rows_int(row, ACCOUNT_ID);
    alert->lead_id = keep_rows_int(row, LEAD_ID);
    alert->severity = severity;
    alert->due_day = calendar_day_of(context->calendar, due_at);
    alert->may_bubble = TRUE;
    alert->title = title_of(row);
    alert->evidence = evidence_of(scene, row, due_at);
    g_ptr_array_add(data, alert);
}

gboolean
measure_rule_reply(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    return measure_rule_each(scene, "reply", judge, alerts, error);
}
