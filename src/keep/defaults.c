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
    gboolean has_some = FALSE; /* the note may be lost, and they stand there all the same */
    gint64 one;
    if (!keep_db_int(db, "SELECT 1 FROM stage LIMIT 1", NO_BIND, &one, &has_some, error))
        return FALSE;
    g_autofree char *today = g_strdup_printf("%d", calendar_day_of(calendar, now));
    return (has_some || install(db, error)) && keep_setting_set(db, "policy_start_day", today, now, error) &&
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

/* Every local day is that of an instant in the business zone; when the zone changes, they all follow. */
static const struct {
    const char *table, *day, *at;
} local_days[] = {
    { "message", "local_day", "occurred_at" },       { "touchpoint", "local_day", "occurred_at" },
    { "meeting", "booked_day", "booked_at" },        { "lead", "created_day", "created_at" },
    { "lead", "closed_day", "closed_at" },           { "lead_stage_history", "local_day", "at" },
    { "lead_change", "local_day", "at" },            { "qualification_step", "local_day", "at" },
    { "lead_touch_source", "local_day", "at" },      { "proposal", "presented_day", "presented_at" },
    { "proposal", "decided_day", "decided_at" },     { "forecast_snapshot", "taken_day", "taken_at" },
};

static gboolean
move_days(KeepDb *db, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(local_days); i++) {
        const char *table = local_days[i].table, *day = local_days[i].day, *at = local_days[i].at;
        g_autofree char *sql = g_strdup_printf(
            "UPDATE %s SET %s = c.local_day FROM calendar_day c WHERE c.start_at = (SELECT MAX(d.start_at) FROM calendar_day d "
            "WHERE d.start_at <= %s.%s) AND %s.%s < c.end_at AND %s.%s <> c.local_day",
            table, day, table, at, table, at, table, day);
        if (!keep_db_run_text(db, sql, NO_BIND, error))
            return FALSE;
    }
    static const char meetings[] =
        "UPDATE meeting SET local_day = c.local_day FROM calendar_day c WHERE meeting.all_day = 0 AND c.start_at = "
        "(SELECT MAX(d.start_at) FROM calendar_day d WHERE d.start_at <= meeting.start_at) AND meeting.start_at < c.end_at "
        "AND meeting.local_day <> c.local_day";
    return keep_db_run(db, meetings, NO_BIND, error) && keep_db_run(db, "UPDATE account SET dirty = 1", NO_BIND, error);
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
    if (stored != NULL && !move_days(db, error))
        return FALSE;
    return keep_setting_set(db, "calendar.fingerprint", calendar_fingerprint(calendar), 0, error);
}
