/* SPDX-License-Identifier: MIT
 * Follow-ups due today and overdue (spec 09 §9.3, 17-L3). */
#include "measure/evidence.h"
#include "measure/rule.h"
#include <glib/gi18n.h>

#define LAST_CALL_SECONDS (2 * 3600) /* of working time before the promise runs out */
#define CRITICAL_WORKDAYS 5

enum {
    FOLLOW_UP_ID,
    PROMISE,
    ACCOUNT_ID,
    ACCOUNT_NAME,
    LEAD_ID,
    DUE_DAY,
    DUE_AT,
    IS_OPPORTUNITY,
    TIER,
    KEPT_DAY
};

static int
overdue_severity(const RuleScene *scene, KeepRows *row)
{
    gboolean matters = keep_rows_int(row, IS_OPPORTUNITY) || keep_rows_int(row, TIER) == 1;
    gint32 due = (gint32)keep_rows_int(row, DUE_DAY);
    int late = calendar_workdays_between(scene->context->calendar, due, scene->today);
    return matters && late > CRITICAL_WORKDAYS ? 3 : 2;
}

static int
due_severity(const RuleScene *scene, KeepRows *row)
{
    const MeasureContext *context = scene->context;
    gint64 left =
        calendar_work_between(context->calendar, context->now, keep_rows_int(row, DUE_AT));
    return left <= LAST_CALL_SECONDS ? 2 : 1;
}

static void
judge(const RuleScene *scene, KeepRows *row, gpointer data)
{
    gboolean is_overdue = keep_rows_int(row, DUE_AT) <= scene->context->now;
    Alert *alert = alert_new(is_overdue ? "follow_up_overdue" : "follow_up_due", "follow_up",
                             keep_rows_int(row, FOLLOW_UP_ID));
    alert->account_id = keep_rows_int(row, ACCOUNT_ID);
    alert->lead_id = keep_rows_int(row, LEAD_ID);
    alert->due_day = (gint32)keep_rows_int(row, DUE_DAY);
    alert->severity = is_overdue ? overdue_severity(scene, row) : due_severity(scene, row);
    alert->may_bubble = TRUE;
    g_autofree char *due = measure_rule_moment(scene, keep_rows_int(row, DUE_AT));
    g_autofree char *day = day_format(alert->due_day);
    alert->title =
        is_overdue
            ? g_strdup_printf(_("Promised for %s: %s (%s)"), day, keep_rows_text(row, PROMISE),
                              keep_rows_text(row, ACCOUNT_NAME))
            : g_strdup_printf(_("Promised for today: %s (%s)"), keep_rows_text(row, PROMISE),
                              keep_rows_text(row, ACCOUNT_NAME));
    g_autofree char *kept = keep_rows_is_null(row, KEPT_DAY) ? NULL : day_format(measure_rule_day(row, KEPT_DAY));
    alert->evidence = kept ? measure_evidence_new(N_("due before %s; in touch on %s, perhaps kept"), due, kept) : measure_evidence_new(N_("due before %s"), due, NULL);
    g_ptr_array_add(data, alert);
}

gboolean
measure_rule_follow_up(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    return measure_rule_each(scene, "follow-up", judge, alerts, error);
}
