/* SPDX-License-Identifier: MIT
 * What is shipped, and the stored business calendar. */
#include "keep/defaults.h"
#include <gio/gio.h>
#include "base/error.h"
#include "keep/handle.h"
#include "keep/setting.h"

GResource *keep_get_resource(void);

static gboolean
install(KeepDb *db, GError **error)
{
    keep_get_resource(); /* a static archive drops the object that nobody calls */
    g_autoptr(GBytes) script = g_resources_lookup_data("/cadens/keep/schema/defaults.sql", G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    if (script == NULL)
        return FALSE;
    gsize length;
    const char *bytes = g_bytes_get_data(script, &length);
    g_autofree char *sql = g_strndup(bytes, length);
    int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK || keep_db_fail(db, rc, db->path, error);
}

gboolean
keep_defaults_install(KeepDb *db, const Calendar *calendar, gint64 now, GError **error)
{
    g_autoptr(GError) failure = NULL;
    g_autofree char *done = keep_setting_get(db, "defaults", &failure);
    if (failure != NULL) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    if (done != NULL)
        return TRUE;
    g_autofree char *today = g_strdup_printf("%d", calendar_day_of(calendar, now));
    return install(db, error) && keep_setting_set(db, "policy_start_day", today, now, error) &&
           keep_setting_set(db, "defaults", "1", now, error);
}

static const char day_sql[] =
    "INSERT INTO calendar_day(local_day, ymd, start_at, end_at, weekday, iso_week, month_key, quarter_key, year_key, is_workday,"
    " is_quiet, holiday, work_start_at, work_end_at, cum_work_secs, cum_workdays)"
    " VALUES(:day, :ymd, :start, :end, :weekday, :week, :month, :quarter, :year, :work, :quiet, :holiday, :from, :to, :secs, :days)";

static gboolean
add_day(KeepDb *db, const CalendarDay *day, GError **error)
{
    return keep_db_run(db, day_sql,
                       BIND(KI("day", day->day), KI("ymd", day->ymd), KI("start", day->start_at), KI("end", day->end_at),
                            KI("weekday", day->weekday), KI("week", day->week_key), KI("month", day->month_key),
                            KI("quarter", day->quarter_key), KI("year", day->year_key), KI("work", day->is_workday),
                            KI("quiet", day->is_quiet), KT("holiday", day->holiday),
                            KO("from", !day->is_workday, day->work_start_at), KO("to", !day->is_workday, day->work_end_at),
                            KI("secs", day->cum_work_secs), KI("days", day->cum_workdays)),
                       error);
}

gboolean
keep_calendar_fill(KeepDb *db, const Calendar *calendar, GError **error)
{
    g_autofree char *stored = keep_setting_get(db, "calendar.fingerprint", NULL);
    if (stored != NULL && g_str_equal(stored, calendar_fingerprint(calendar)))
        return TRUE;
    if (!keep_db_run(db, "DELETE FROM calendar_day", NO_BIND, error))
        return FALSE;
    gsize n;
    const CalendarDay *days = calendar_days(calendar, &n);
    for (gsize i = 0; i < n; i++)
        if (!add_day(db, &days[i], error))
            return FALSE;
    return keep_setting_set(db, "calendar.fingerprint", calendar_fingerprint(calendar), 0, error);
}
