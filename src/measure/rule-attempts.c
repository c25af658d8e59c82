/* SPDX-License-Identifier: MIT
 * Rules on contact attempts: five without an answer (17-L5), and a day with too few (spec 09 §9.2,
 * 17-L2). */
#include "measure/evidence.h"
#include "measure/rule.h"
#include "base/clock.h"
#include <glib/gi18n.h>

#define LOOK_HOUR 15 /* earlier, a day with few attempts may still become a good one */

/* With auto_pause the alert is the record of a pause that the engine makes (info), not a
 * suggestion. */
static void
judge_attempts(const RuleScene *scene, KeepRows *row, gpointer data)
{
    enum { LEAD_ID, LEAD_NAME, ACCOUNT_ID, ACCOUNT_NAME, ATTEMPTS, ATTEMPT_DAY };
    gboolean is_automatic = config_bool(scene->context->config, "attempts", "auto_pause");
    Alert *alert = alert_new("lead_pause_suggested", "lead", keep_rows_int(row, LEAD_ID));
    alert->lead_id = keep_rows_int(row, LEAD_ID);
    alert->account_id = keep_rows_int(row, ACCOUNT_ID);
    alert->severity = is_automatic ? 0 : 2;
    alert->may_bubble = TRUE;
    g_autofree char *last = day_format((gint32)keep_rows_int(row, ATTEMPT_DAY));
    alert->title = g_strdup_printf(
        _("%d attempts without an answer, pause: %s (%s)"), (int)keep_rows_int(row, ATTEMPTS),
        keep_rows_text(row, LEAD_NAME), keep_rows_text(row, ACCOUNT_NAME));
    alert->evidence = measure_evidence_new(N_("last attempt %s"), last, NULL);
    g_ptr_array_add(data, alert);
}

gboolean
measure_rule_attempts(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    return measure_rule_each(scene, "attempts", judge_attempts, alerts, error);
}

static gint64
look_at(const RuleScene *scene)
{
    int year, month, day;
    day_to_ymd(scene->today, &year, &month, &day);
    return clock_from_civil(calendar_zone(scene->context->calendar), year, month, day, LOOK_HOUR, 0,
                            0);
}

/* Attempts to be expected by now: the day's target by the part of its working time that has passed.
 */
static double
expected_by_now(const RuleScene *scene, const CalendarDay *day)
{
    const MeasureContext *context = scene->context;
    gint64 worked = calendar_work_between(context->calendar, day->start_at, context->now);
    gint64 whole = calendar_work_between(context->calendar, day->start_at, day->end_at);
    return (double)config_int(context->config, "attempts", "daily_target") * (double)worked /
           (double)whole;
}

static void
judge_today(const RuleScene *scene, KeepRows *row, gpointer data)
{
    enum { ATTEMPTS, IS_CALLING };
    const CalendarDay *day = calendar_day(scene->context->calendar, scene->today);
    int attempts = (int)keep_rows_int(row, ATTEMPTS);
    if (keep_rows_int(row, IS_CALLING) == 0 || attempts >= expected_by_now(scene, day))
        return;
    Alert *alert = alert_new("attempts_below_target", "system", 0);
    g_autofree char *today = day_format(scene->today);
    g_free(alert->key);
    alert->key = g_strdup_printf("attempts_below_target:system:0:%s", today);
    alert->severity = 1;
    alert->due_day = scene->today;
    alert->title =
        g_strdup_printf(_("Contact attempts today: %d of %d"), attempts,
                        (int)config_int(scene->context->config, "attempts", "daily_target"));
    g_ptr_array_add(data, alert);
}

gboolean
measure_rule_attempts_today(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    const CalendarDay *day = calendar_day(scene->context->calendar, scene->today);
    if (!day || !day->is_workday || scene->context->now < look_at(scene))
        return TRUE;
    return measure_rule_each(scene, "today", judge_today, alerts, error);
}
