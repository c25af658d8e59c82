/* SPDX-License-Identifier: MIT
 * A database of its own for each test, with the business calendar of Stockholm and the shipped configuration. */
#pragma once
#include "base/calendar.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/option.h"
#include "keep/db.h"
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

static inline char *
scratch_directory(void)
{
    g_autoptr(GError) error = NULL;
    char *directory = g_dir_make_tmp("cadens-measure-XXXXXX", &error);
    g_assert_no_error(error);
    return directory;
}

static inline KeepDb *
scratch_db(const char *directory)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(directory, "cadens.db", NULL);
    KeepDb *db = keep_db_open(path, KEEP_READ_WRITE, &error);
    g_assert_no_error(error);
    return db;
}

static inline void
scratch_remove(const char *path)
{
    GDir *directory = g_dir_open(path, 0, NULL);
    for (const char *name; directory && (name = g_dir_read_name(directory));) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        g_unlink(child);
    }
    if (directory)
        g_dir_close(directory);
    g_rmdir(path);
}

static inline Calendar *
scratch_calendar(void)
{
    static const char *const days_off[] = { "midsummer_eve", "christmas_eve", "new_year_eve", NULL };
    static const char *const quiet[] = { "W28-W31", "12-22..01-06", NULL };
    g_autoptr(GError) error = NULL;
    Calendar *calendar = calendar_new("Europe/Stockholm", "Mon-Fri 08:00-17:00", "SE", days_off, quiet, &error);
    g_assert_no_error(error);
    return calendar;
}

static inline Config *
scratch_config(const char *text)
{
    const ConfigLayer layer = { .file = "test.conf", .text = text, .is_private = TRUE, .length = strlen(text) };
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    Config *config = config_parse(&layer, 1, problems);
    if (!config)
        g_error("%s", (char *)problems->pdata[0]);
    return config;
}

static inline gint64
scratch_instant(const Calendar *calendar, const char *text)
{
    gint64 at;
    gboolean had_offset;
    if (!clock_parse_instant(text, calendar_zone(calendar), &at, &had_offset))
        g_error("no instant: %s", text);
    return at;
}

static inline gint32
scratch_day(const char *text)
{
    gint32 day;
    if (!day_parse(text, &day))
        g_error("no day: %s", text);
    return day;
}

/* "@2026-03-31T12:00@" becomes the instant, "#2026-03-31#" the day number. */
static inline char *
scratch_expand(const Calendar *calendar, const char *sql)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (const char *c = sql; *c; c++) {
        const char *end = *c == '@' || *c == '#' ? strchr(c + 1, *c) : NULL;
        if (!end || !g_ascii_isdigit(c[1])) {
            g_string_append_c(text, *c);
            continue;
        }
        g_autofree char *word = g_strndup(c + 1, (gsize)(end - c - 1));
        g_string_append_printf(text, "%" G_GINT64_FORMAT,
                               *c == '@' ? scratch_instant(calendar, word) : (gint64)scratch_day(word));
        c = end;
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static inline void
scratch_exec(sqlite3 *handle, const Calendar *calendar, const char *sql)
{
    g_autofree char *text = scratch_expand(calendar, sql);
    char *problem = NULL;
    if (sqlite3_exec(handle, text, NULL, NULL, &problem) != SQLITE_OK)
        g_error("%s", problem);
}

static inline void
scratch_exec_file(sqlite3 *handle, const Calendar *calendar, const char *path)
{
    g_autofree char *sql = NULL;
    g_autoptr(GError) error = NULL;
    g_file_get_contents(path, &sql, NULL, &error);
    g_assert_no_error(error);
    scratch_exec(handle, calendar, sql);
}

static inline void
scratch_fill_days(sqlite3 *handle, const Calendar *calendar)
{
    gsize n;
    const CalendarDay *days = calendar_days(calendar, &n);
    g_autoptr(GString) sql = g_string_new("BEGIN; DELETE FROM calendar_day; INSERT INTO calendar_day (local_day, ymd, start_at, end_at,"
                                          " weekday, iso_week, month_key, quarter_key, year_key, is_workday, is_quiet,"
                                          " work_start_at, work_end_at, cum_work_secs, cum_workdays) VALUES ");
    for (gsize i = 0; i < n; i++) {
        const CalendarDay *d = &days[i];
        g_autofree char *work = d->is_workday ? g_strdup_printf("%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, d->work_start_at, d->work_end_at)
                                              : g_strdup("NULL,NULL");
        g_string_append_printf(sql, "%s(%d,%d,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",%d,%d,%d,%d,%d,%d,%d,%s,%" G_GINT64_FORMAT
                                    ",%" G_GINT64_FORMAT ")", i ? "," : "", d->day, d->ymd, d->start_at, d->end_at, d->weekday,
                               d->week_key, d->month_key, d->quarter_key, d->year_key, d->is_workday, d->is_quiet, work,
                               d->cum_work_secs, d->cum_workdays);
    }
    g_string_append(sql, "; COMMIT");
    char *problem = NULL;
    if (sqlite3_exec(handle, sql->str, NULL, NULL, &problem) != SQLITE_OK)
        g_error("%s", problem);
}

/* A second handle on the database of DIRECTORY, for what tests write by hand. */
static inline sqlite3 *
scratch_handle(const char *directory)
{
    g_autofree char *path = g_build_filename(directory, "cadens.db", NULL);
    sqlite3 *handle = NULL;
    g_assert_cmpint(sqlite3_open(path, &handle), ==, SQLITE_OK);
    return handle;
}
