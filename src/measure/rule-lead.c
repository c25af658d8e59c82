/* SPDX-License-Identifier: MIT
 * Lead rules (spec 09 §9.2, 17-L4, L5): stale, deferred, hygiene, no next step, pause over. */
#include "measure/evidence.h"
#include "measure/rule.h"
#include <glib/gi18n.h>

#define HEARD_DAYS 7 /* heard from them so lately, an opportunity needs no planned step */

static Alert *
lead_alert(const char *rule, gint64 lead_id, gint64 account_id, int severity)
{
    Alert *alert = alert_new(rule, "lead", lead_id);
    alert->lead_id = lead_id;
    alert->account_id = account_id;
    alert->severity = severity;
    alert->may_bubble = TRUE;
    return alert;
}

enum {
    LEAD_ID,
    LEAD_NAME,
    ACCOUNT_ID,
    ACCOUNT_NAME,
    IS_INTERESTED,
    IS_OPPORTUNITY,
    STALE_DAYS,
    CREATED_DAY,
    LEAD_DAY,
    KEPT_AT,
    ACCOUNT_DAY,
    PLANNED_DAY,
    STEPS,
    HEARD_DAY,
};

/* Last activity of 15-C17; a touch on the account without a lead only ever holds a rule back
 * (17-L4). */
static gint32
active_day(const RuleScene *scene, KeepRows *row)
{
    gint32 day = measure_rule_day(row, LEAD_DAY);
    if (!keep_rows_is_null(row, KEPT_AT))
        day = MAX(day, calendar_day_of(scene->context->calendar, keep_rows_int(row, KEPT_AT)));
    if (day == DAY_NONE)
        day = (gint32)keep_rows_int(row, CREATED_DAY);
    return MAX(day, measure_rule_day(row, ACCOUNT_DAY));
}

static Alert *
idle_alert(const RuleScene *scene, KeepRows *row, const char *rule, int severity, gint32 active)
{
    Alert *alert =
        lead_alert(rule, keep_rows_int(row, LEAD_ID), keep_rows_int(row, ACCOUNT_ID), severity);
    int days = scene->today - active;
    g_autofree char *since = day_format(active);
    alert->title =
        g_strdup_printf(_("No activity for %d days: %s (%s)"), days, keep_rows_text(row, LEAD_NAME),
                        keep_rows_text(row, ACCOUNT_NAME));
    alert->evidence = measure_evidence_new(N_("last activity %s"), since, NULL);
    return alert;
}

static gint64
stale_limit(const RuleScene *scene, KeepRows *row)
{
    return keep_rows_is_null(row, STALE_DAYS) ? config_int(scene->context->config, "stale", "days")
                                              : keep_rows_int(row, STALE_DAYS);
}

static void
judge_idle(const RuleScene *scene, KeepRows *row, GPtrArray *alerts)
{
    const Config *config = scene->context->config;
    gint32 active = active_day(scene, row), planned = measure_rule_day(row, PLANNED_DAY);
    gint64 age = measure_rule_age(scene, active, scene->today);
    if (age > config_int(config, "hygiene", "days")) {
        Alert *alert = idle_alert(scene, row, "lead_hygiene", 2, active);
        alert->due_day = active + (gint32)config_int(config, "hygiene", "days");
        g_ptr_array_add(alerts, alert);
    }
    if (age <= stale_limit(scene, row))
        return;
    gboolean is_deferred = planned != DAY_NONE &&
                           planned <= scene->today + config_int(config, "stale", "defer_max_days");
    Alert *alert = idle_alert(scene, row, is_deferred ? "lead_stale_deferred" : "lead_stale",
                              is_deferred ? 0 : 2, active);
    alert->due_day = is_deferred ? planned : active + (gint32)stale_limit(scene, row);
    alert->may_bubble = keep_rows_int(row, IS_INTERESTED) != 0;
    g_ptr_array_add(alerts, alert);
}

static void
judge_step(const RuleScene *scene, KeepRows *row, GPtrArray *alerts)
{
    gint32 heard = measure_rule_day(row, HEARD_DAY);
    if (!keep_rows_int(row, IS_OPPORTUNITY) || keep_rows_int(row, STEPS) > 0)
        return;
    if (heard != DAY_NONE && scene->today - heard <= HEARD_DAYS)
        return;
    Alert *alert = lead_alert("lead_no_next_step", keep_rows_int(row, LEAD_ID),
                              keep_rows_int(row, ACCOUNT_ID), 1);
    alert->title = g_strdup_printf(_("No next step: %s (%s)"), keep_rows_text(row, LEAD_NAME),
                                   keep_rows_text(row, ACCOUNT_NAME));
    g_ptr_array_add(alerts, alert);
}

static void
judge_lead(const RuleScene *scene, KeepRows *row, gpointer data)
{
    judge_idle(scene, row, data);
    judge_step(scene, row, data);
}

gboolean
measure_rule_lead(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    return measure_rule_each(scene, "lead", judge_lead, alerts, error);
}

enum { PAUSED_LEAD_ID, PAUSED_LEAD_NAME, PAUSED_ACCOUNT_ID, PAUSED_ACCOUNT_NAME, PAUSED_UNTIL_DAY };

static void
judge_paused(const RuleScene *scene G_GNUC_UNUSED, KeepRows *row, gpointer data)
{
    Alert *alert = lead_alert("paused_wakeup", keep_rows_int(row, PAUSED_LEAD_ID),
                              keep_rows_int(row, PAUSED_ACCOUNT_ID), 1);
    alert->due_day = measure_rule_day(row, PAUSED_UNTIL_DAY);
    g_autofree char *until = day_format(alert->due_day);
    alert->title =
        g_strdup_printf(_("Paused until %s: %s (%s)"), until, keep_rows_text(row, PAUSED_LEAD_NAME),
                        keep_rows_text(row, PAUSED_ACCOUNT_NAME));
    g_ptr_array_add(data, alert);
}

gboolean
measure_rule_paused(const RuleScene *scene, GPtrArray *alerts, GError **error)
{
    return measure_rule_each(scene, "paused", judge_paused, alerts, error);
}
