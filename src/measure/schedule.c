/* SPDX-License-Identifier: MIT
 * When which report is written by itself. */
#include "measure/schedule.h"
#include "keep/report.h"
#include "keep/setting.h"
#include "measure/digest.h"

#define SINCE_SETTING "report.since" /* the moment up to which everything is dealt with */
#define DAYS_MAX 400

gboolean
measure_schedule_done(const MeasureContext *context, GError **error)
{
    g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, context->now);
    return keep_setting_set(context->db, SINCE_SETTING, text, context->now, error);
}

static gboolean
is_workday(const MeasureContext *context, gint32 day)
{
    const CalendarDay *row = calendar_day(context->calendar, day);
    return row && row->is_workday;
}

/* DAY is the first workday of the calendar period of KIND that contains it. */
static gboolean
begins(const MeasureContext *context, PeriodKind kind, gint32 day)
{
    gint32 first = period_containing(kind, day).first;
    while (first < day && !is_workday(context, first))
        first++;
    return first == day && is_workday(context, day);
}

static gboolean
begins_fiscal_year(const MeasureContext *context, gint32 day)
{
    int year, month, date;
    day_to_ymd(day, &year, &month, &date);
    return month == config_int(context->config, "business", "fiscal_start_month") && begins(context, PERIOD_MONTH, day);
}

static gboolean
is_its_day(const MeasureContext *context, PeriodKind kind, gint32 day)
{
    if (kind == PERIOD_DAY)
        return is_workday(context, day);
    if (kind == PERIOD_WEEK)
        return day_weekday(day) == 1;
    return kind == PERIOD_YEAR ? begins_fiscal_year(context, day) : begins(context, kind, day);
}

/* A day is told of in its morning, everything longer when it is over. */
static Period
period_told(PeriodKind kind, gint32 day)
{
    Period running = period_containing(kind, day);
    return kind == PERIOD_DAY ? running : period_containing(kind, running.first - 1);
}

static gboolean
is_made(const MeasureContext *context, const ScheduleRun *run, gboolean *ret, GError **error)
{
    g_autofree char *label = period_label(&run->period);
    return keep_report_has(context->db, run->cadence->name, label, ret, error);
}

static gboolean
add_day(const MeasureContext *context, gint32 day, gint64 at, GArray *runs, GError **error)
{
    const char *const *wanted = config_list(context->config, "report", "kinds");
    for (const Cadence *cadence = cadence_all(); cadence->name; cadence++) {
        gboolean made;
        const ScheduleRun run = {cadence, period_told(cadence->period, day), at};
        if (!wanted || !g_strv_contains(wanted, cadence->name) || !is_its_day(context, cadence->period, day))
            continue;
        if (!is_made(context, &run, &made, error))
            return FALSE;
        if (!made)
            g_array_append_val(runs, run);
    }
    return TRUE;
}

static gboolean
add_days(const MeasureContext *context, gint64 since, GArray *runs, GError **error)
{
    gint32 today = calendar_day_of(context->calendar, context->now);
    gint32 from = MAX(calendar_day_of(context->calendar, since), today - DAYS_MAX);
    for (gint32 day = from; day <= today; day++) {
        gint64 at = measure_due_digest_at(context, day);
        if (at > since && at <= context->now && !add_day(context, day, at, runs, error))
            return FALSE;
    }
    return TRUE;
}

/* Once a day is enough: a kind that is switched on later begins with that day. */
static gboolean
is_remembered(const MeasureContext *context, const char *since, gint64 at)
{
    return since && calendar_day_of(context->calendar, at) >= calendar_day_of(context->calendar, context->now);
}

GArray *
measure_schedule_due(const MeasureContext *context, GError **error)
{
    g_autoptr(GError) problem = NULL;
    g_autoptr(GArray) runs = g_array_new(FALSE, FALSE, sizeof(ScheduleRun));
    g_autofree char *since = keep_setting_get(context->db, SINCE_SETTING, &problem);
    if (problem) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return NULL;
    }
    gint64 at = since ? g_ascii_strtoll(since, NULL, 10) : context->now;
    if (since && !add_days(context, at, runs, error))
        return NULL;
    if (runs->len == 0 && !is_remembered(context, since, at) && !measure_schedule_done(context, error))
        return NULL;
    return g_steal_pointer(&runs);
}
