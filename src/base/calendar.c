/* SPDX-License-Identifier: MIT
 * The business calendar: every local day of thirty years computed once, so that all questions are
 * look-ups. */
#include "base/calendar.h"
#include <string.h>
#include "base/clock.h"
#include "base/error.h"
#include "base/holiday.h"
#include "base/hours.h"

#define DAY_SECONDS 86400
#define EVEN_DAYS 28 /* asked of the zone at a time, then half as many: most of them have no transition */

struct Calendar {
    GTimeZone *zone;
    Hours hours;
    gboolean swedish;
    GHashTable *extra; /* day number -> static name */
    GArray *quiet;     /* of Quiet */
    CalendarDay *days;
    gsize n;
    char *fingerprint;
};

static gboolean
set_zone(Calendar *calendar, const char *timezone, GError **error)
{
    calendar->zone = clock_zone_new(timezone);
    if (!calendar->zone)
        return fail(error, FAIL_BAD_INPUT, "timezone: \"%s\" is no time zone of this machine",
                    timezone ? timezone : "");
    return TRUE;
}

static gboolean
set_hours(Calendar *calendar, const char *work_hours, GError **error)
{
    if (hours_parse(work_hours, &calendar->hours, error))
        return TRUE;
    g_prefix_error(error, "work_hours: ");
    return FALSE;
}

static gboolean
set_holidays(Calendar *calendar, const char *holidays, GError **error)
{
    calendar->swedish = g_strcmp0(holidays, "SE") == 0;
    if (!calendar->swedish && holidays && strcmp(holidays, "none") != 0)
        return fail(error, FAIL_BAD_INPUT, "holidays: \"%s\" is neither SE nor none", holidays);
    return TRUE;
}

static void
add_day_off(Calendar *calendar, gint32 day, const char *name)
{
    g_hash_table_insert(calendar->extra, GINT_TO_POINTER(day), (gpointer)name);
}

static gboolean
add_extra(Calendar *calendar, const char *item, GError **error)
{
    gint32 day;
    const char *name;
    if (day_parse(item, &day)) {
        add_day_off(calendar, day, "Ledig dag");
        return TRUE;
    }
    for (int year = CALENDAR_FIRST_YEAR; year <= CALENDAR_LAST_YEAR; year++) {
        if (!holiday_custom(item, year, &day, &name))
            return fail(error, FAIL_BAD_INPUT,
                        "extra_days_off: \"%s\" is neither a date nor midsummer_eve, "
                        "christmas_eve, new_year_eve",
                        item);
        add_day_off(calendar, day, name);
    }
    return TRUE;
}

static gboolean
set_lists(Calendar *calendar, const char *const *extra, const char *const *quiet, GError **error)
{
    calendar->extra = g_hash_table_new(NULL, NULL);
    calendar->quiet = g_array_new(FALSE, FALSE, sizeof(Quiet));
    for (; extra && *extra; extra++)
        if (!add_extra(calendar, *extra, error))
            return FALSE;
    for (; quiet && *quiet; quiet++) {
        Quiet item;
        if (!quiet_parse(*quiet, &item, error)) {
            g_prefix_error(error, "quiet: ");
            return FALSE;
        }
        g_array_append_val(calendar->quiet, item);
    }
    return TRUE;
}

static gboolean
is_quiet(const Calendar *calendar, const CalendarDay *row)
{
    for (guint i = 0; i < calendar->quiet->len; i++)
        if (quiet_holds(&g_array_index(calendar->quiet, Quiet, i), row->week_key % 100, row->ymd % 10000))
            return TRUE;
    return FALSE;
}

/* A week is that of its Monday, and up to the 28th a day differs from the one before it in its number only. */
static void
fill_keys(CalendarDay *row, const CalendarDay *before)
{
    int year, month, day, week_year, week;
    row->weekday = day_weekday(row->day);
    if (before && row->weekday != 1) {
        row->week_key = before->week_key;
    } else {
        day_iso_week(row->day, &week_year, &week);
        row->week_key = week_year * 100 + week;
    }
    if (before && before->ymd % 100 < 28) {
        row->ymd = before->ymd + 1;
    } else {
        day_to_ymd(row->day, &year, &month, &day);
        row->ymd = year * 10000 + month * 100 + day;
    }
    row->month_key = row->ymd / 100;
    row->year_key = row->ymd / 10000;
    row->quarter_key = row->year_key * 10 + (row->month_key % 100 + 2) / 3;
}

static gint64
midnight(GTimeZone *zone, gint32 day)
{
    int y, m, d;
    day_to_ymd(day, &y, &m, &d);
    return clock_from_civil(zone, y, m, d, 0, 0, 0);
}

/* The end of DAY, which begins at START. Every program begins by making a calendar, and asking the zone is what takes
 * the time; so it is asked whether the clock runs evenly, and from then on not before *EVEN_UNTIL. A day that began
 * late, because its midnight lies in a gap, says nothing about the next. */
static gint64
end_of_day(GTimeZone *zone, gint32 day, gint64 start, gint64 *even_until)
{
    gboolean is_plain = start >= *even_until && start + clock_offset(zone, start) == (gint64)day * DAY_SECONDS;
    for (int days = EVEN_DAYS; is_plain && start >= *even_until && days > 0; days /= 2)
        if (clock_is_even(zone, start, start + days * DAY_SECONDS))
            *even_until = start + days * DAY_SECONDS;
    return start < *even_until ? start + DAY_SECONDS : midnight(zone, day + 1);
}

/* On the two odd days of a year the wall clock does not run evenly from midnight, so the zone must
 * be asked. */
static gint64
at_minutes(const Calendar *calendar, const CalendarDay *row, int minutes)
{
    if (row->end_at - row->start_at == DAY_SECONDS)
        return row->start_at + minutes * 60;
    if (minutes == DAY_SECONDS / 60)
        return row->end_at;
    return clock_from_civil(calendar->zone, row->year_key, row->month_key % 100, row->ymd % 100,
                            minutes / 60, minutes % 60, 0);
}

static void
fill_work(const Calendar *calendar, CalendarDay *row)
{
    row->holiday = calendar->swedish ? holiday_sweden(row->day) : NULL;
    if (!row->holiday)
        row->holiday = g_hash_table_lookup(calendar->extra, GINT_TO_POINTER(row->day));
    row->is_quiet = is_quiet(calendar, row);
    row->is_workday = !row->holiday && calendar->hours.start[row->weekday] != HOURS_NONE;
    if (!row->is_workday)
        return;
    row->work_start_at = at_minutes(calendar, row, calendar->hours.start[row->weekday]);
    /* Night hours in a gap: a start that was pushed forward may pass an end that was not. */
    gint64 end = at_minutes(calendar, row, calendar->hours.end[row->weekday]);
    row->work_end_at = MAX(end, row->work_start_at);
}

static void
fill_days(Calendar *calendar)
{
    gint32 first = day_from_ymd(CALENDAR_FIRST_YEAR, 1, 1);
    calendar->n = (gsize)(day_from_ymd(CALENDAR_LAST_YEAR + 1, 1, 1) - first);
    calendar->days = g_new0(CalendarDay, calendar->n);
    gint64 start = midnight(calendar->zone, first), even_until = start, work_secs = 0, workdays = 0;
    for (gsize i = 0; i < calendar->n; i++) {
        CalendarDay *row = &calendar->days[i];
        row->day = first + (gint32)i;
        row->start_at = start;
        row->end_at = start = end_of_day(calendar->zone, row->day, start, &even_until);
        fill_keys(row, i > 0 ? row - 1 : NULL);
        fill_work(calendar, row);
        row->cum_work_secs = work_secs;
        row->cum_workdays = workdays;
        work_secs += row->work_end_at - row->work_start_at;
        workdays += row->is_workday;
    }
}

/* Over the days themselves, so that new rules of the time zone count as a change too. */
static char *
make_fingerprint(const Calendar *calendar)
{
    guint64 hash = G_GUINT64_CONSTANT(14695981039346656037); /* FNV-1a */
    for (gsize i = 0; i < calendar->n; i++) {
        const CalendarDay *row = &calendar->days[i];
        guint64 words[] = {(guint64)row->start_at, (guint64)row->work_start_at,
                           (guint64)row->work_end_at, (guint64)(row->is_quiet + 2 * !!row->holiday),
                           row->holiday ? g_str_hash(row->holiday) : 0};
        for (gsize j = 0; j < G_N_ELEMENTS(words); j++)
            hash = (hash ^ words[j]) * G_GUINT64_CONSTANT(1099511628211);
    }
    return g_strdup_printf("1:%s:%" G_GINT64_MODIFIER "x",
                           g_time_zone_get_identifier(calendar->zone), hash);
}

Calendar *
calendar_new(const char *timezone, const char *work_hours, const char *holidays,
             const char *const *extra_days_off, const char *const *quiet, GError **error)
{
    g_autoptr(Calendar) calendar = g_new0(Calendar, 1);
    if (!set_zone(calendar, timezone, error) || !set_hours(calendar, work_hours, error) ||
        !set_holidays(calendar, holidays, error) ||
        !set_lists(calendar, extra_days_off, quiet, error))
        return NULL;
    fill_days(calendar);
    calendar->fingerprint = make_fingerprint(calendar);
    return g_steal_pointer(&calendar);
}

void
calendar_free(Calendar *calendar)
{
    if (!calendar)
        return;
    g_clear_pointer(&calendar->zone, g_time_zone_unref);
    g_clear_pointer(&calendar->extra, g_hash_table_unref);
    g_clear_pointer(&calendar->quiet, g_array_unref);
    g_free(calendar->days);
    g_free(calendar->fingerprint);
    g_free(calendar);
}

GTimeZone *
calendar_zone(const Calendar *calendar)
{
    return calendar->zone;
}

const char *
calendar_fingerprint(const Calendar *calendar)
{
    return calendar->fingerprint;
}

const CalendarDay *
calendar_days(const Calendar *calendar, gsize *ret_n)
{
    *ret_n = calendar->n;
    return calendar->days;
}

const CalendarDay *
calendar_day(const Calendar *calendar, gint32 day)
{
    gint64 i = (gint64)day - calendar->days[0].day;
    return i < 0 || i >= (gint64)calendar->n ? NULL : &calendar->days[i];
}

/* The row of an instant, NULL outside the table. Days are 86 400 s but for an hour here and there,
 * so dividing misses by one row at most. */
static const CalendarDay *
row_of(const Calendar *calendar, gint64 at)
{
    const CalendarDay *first = calendar->days, *last = first + calendar->n - 1;
    if (at < first->start_at || at >= last->end_at)
        return NULL;
    const CalendarDay *row = first + MIN((at - first->start_at) / DAY_SECONDS, last - first);
    while (at < row->start_at)
        row--;
    while (at >= row->end_at)
        row++;
    return row;
}

gint32
calendar_day_of(const Calendar *calendar, gint64 at)
{
    const CalendarDay *row = row_of(calendar, at);
    if (row)
        return row->day;
    gint64 local = at + clock_offset(calendar->zone, at);
    return (gint32)(local / DAY_SECONDS - (local % DAY_SECONDS < 0));
}

gint64
calendar_day_start(const Calendar *calendar, gint32 day)
{
    const CalendarDay *row = calendar_day(calendar, day);
    return row ? row->start_at : midnight(calendar->zone, day);
}

static gint64
work_secs_of(const CalendarDay *row)
{
    return row->work_end_at - row->work_start_at; /* 0 - 0 on a day off */
}

/* W(t) of spec 01 §1.1: working seconds from the beginning of the table. */
static gint64
work_before(const Calendar *calendar, gint64 at)
{
    const CalendarDay *row = row_of(calendar, at);
    const CalendarDay *last = &calendar->days[calendar->n - 1];
    if (!row)
        return at < last->end_at ? 0 : last->cum_work_secs + work_secs_of(last);
    return row->cum_work_secs + CLAMP(at - row->work_start_at, 0, work_secs_of(row));
}

gint64
calendar_work_between(const Calendar *calendar, gint64 from, gint64 to)
{
    return MAX(0, work_before(calendar, to) - work_before(calendar, from));
}

/* The last row before which less than WORK seconds had been worked. */
static const CalendarDay *
row_of_work(const Calendar *calendar, gint64 work)
{
    gsize low = 0, high = calendar->n;
    while (high - low > 1) {
        gsize middle = low + (high - low) / 2;
        if (calendar->days[middle].cum_work_secs < work)
            low = middle;
        else
            high = middle;
    }
    return &calendar->days[low];
}

gint64
calendar_work_add(const Calendar *calendar, gint64 from, gint64 seconds)
{
    if (seconds <= 0)
        return from;
    gint64 work = work_before(calendar, from) + seconds;
    const CalendarDay *row = row_of_work(calendar, work);
    gint64 rest = work - row->cum_work_secs;
    return rest <= work_secs_of(row) ? row->work_start_at + rest : row->end_at;
}

/* Workdays up to and including DAY, counted from the beginning of the table. */
static gint64
workdays_through(const Calendar *calendar, gint32 day)
{
    const CalendarDay *row = calendar_day(calendar, day);
    const CalendarDay *last = &calendar->days[calendar->n - 1];
    if (!row && day < last->day)
        return 0;
    row = row ? row : last;
    return row->cum_workdays + row->is_workday;
}

int
calendar_workdays_between(const Calendar *calendar, gint32 from, gint32 to)
{
    return (int)(workdays_through(calendar, to) - workdays_through(calendar, from));
}

/* The workday with number NUMBER (1 = the table's first); the table's ends when there is none. */
static gint32
workday_number(const Calendar *calendar, gint64 number)
{
    gsize low = 0, high = calendar->n - 1;
    while (low < high) {
        gsize middle = low + (high - low) / 2;
        const CalendarDay *row = &calendar->days[middle];
        if (row->cum_workdays + row->is_workday >= number)
            high = middle;
        else
            low = middle + 1;
    }
    return calendar->days[low].day;
}

gint32
calendar_workday_add(const Calendar *calendar, gint32 day, int n)
{
    if (n == 0)
        return day;
    gint64 before = workdays_through(calendar, n > 0 ? day : day - 1);
    return workday_number(calendar, n > 0 ? before + n : before + n + 1);
}

gboolean
calendar_is_working(const Calendar *calendar, gint64 at)
{
    const CalendarDay *row = row_of(calendar, at);
    return row && row->is_workday && at >= row->work_start_at && at < row->work_end_at;
}
