/* SPDX-License-Identifier: MIT
 * Instants: the clock, time zones by name, and ISO 8601 in and out. */
#include "base/clock.h"
#include <string.h>
#include "base/day.h"

#define DAY_SECONDS 86400
#define ZONE_NAME_MAX 80
#define ZONE_FOLDER "/usr/share/zoneinfo"

gint64
clock_now(void)
{
    return g_get_real_time() / G_USEC_PER_SEC;
}

static gboolean
is_zone_name(const char *name)
{
    if (!name || !g_ascii_isalpha(name[0]) || strlen(name) >= ZONE_NAME_MAX)
        return FALSE;
    for (const char *p = name; *p; p++) {
        if (*p == '/' && (p[1] == '/' || p[1] == '\0'))
            return FALSE;
        if (!g_ascii_isalnum(*p) && !strchr("_+-/", *p))
            return FALSE;
    }
    /* These follow the machine, and a zone must mean the same everywhere. */
    return strcmp(name, "localtime") != 0 && strcmp(name, "posixrules") != 0;
}

/* GLib would take "Foo5" for a POSIX rule and "+02" for an offset, hence the look at the file. */
GTimeZone *
clock_zone_new(const char *name)
{
    if (!is_zone_name(name))
        return NULL;
    const char *folder = g_getenv("TZDIR");
    g_autofree char *path = g_build_filename(folder ? folder : ZONE_FOLDER, name, NULL);
    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
        return NULL;
    return g_time_zone_new_identifier(name);
}

gint64
clock_offset(GTimeZone *zone, gint64 at)
{
    int interval = g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, at);
    return g_time_zone_get_offset(zone, interval);
}

gboolean
clock_is_even(GTimeZone *zone, gint64 from, gint64 to)
{
    return g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, from) ==
           g_time_zone_find_interval(zone, G_TIME_TYPE_UNIVERSAL, to);
}

/* A day before and a day after, the offset is what it was before and after a transition nearby.
 * Trying the earlier one first makes a fold its first occurrence; when neither fits, the time lies
 * in a gap. */
static gint64
from_local_seconds(GTimeZone *zone, gint64 local)
{
    gint64 before = clock_offset(zone, local - DAY_SECONDS);
    if (clock_offset(zone, local - before) == before)
        return local - before;
    gint64 after = clock_offset(zone, local + DAY_SECONDS);
    if (clock_offset(zone, local - after) == after)
        return local - after;
    return local - before;
}

static gint64
local_seconds(int year, int month, int day, int hour, int minute, int second)
{
    gint64 days = day_from_ymd(year, month, day);
    return days * DAY_SECONDS + hour * 3600 + minute * 60 + second;
}

gint64
clock_from_civil(GTimeZone *zone, int year, int month, int day, int hour, int minute, int second)
{
    return from_local_seconds(zone, local_seconds(year, month, day, hour, minute, second));
}

/* Exactly N digits at *P. */
static gboolean
take_digits(const char **p, int n, int *ret)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (!g_ascii_isdigit((*p)[i]))
            return FALSE;
        value = value * 10 + ((*p)[i] - '0');
    }
    *p += n;
    *ret = value;
    return TRUE;
}

static gboolean
take_char(const char **p, char c)
{
    if (**p != c)
        return FALSE;
    (*p)++;
    return TRUE;
}

static gboolean
take_date(const char **p, int *ret_year, int *ret_month, int *ret_day)
{
    return take_digits(p, 4, ret_year) && take_char(p, '-') && take_digits(p, 2, ret_month) &&
           take_char(p, '-') && take_digits(p, 2, ret_day) &&
           day_is_valid_ymd(*ret_year, *ret_month, *ret_day);
}

/* hh:mm[:ss[.fraction]]; a fraction is dropped, and :60 (a leap second) is the next minute's first.
 */
static gboolean
take_time(const char **p, int *ret_hour, int *ret_minute, int *ret_second)
{
    *ret_second = 0;
    if (!take_digits(p, 2, ret_hour) || !take_char(p, ':') || !take_digits(p, 2, ret_minute))
        return FALSE;
    if (take_char(p, ':')) {
        if (!take_digits(p, 2, ret_second))
            return FALSE;
        if (take_char(p, '.')) {
            if (!g_ascii_isdigit(**p))
                return FALSE;
            while (g_ascii_isdigit(**p))
                (*p)++;
        }
    }
    return *ret_hour < 24 && *ret_minute < 60 && *ret_second <= 60;
}

/* "Z", "+02:00", "+0200" or "+02", and nothing behind it. */
static gboolean
parse_offset(const char *p, int *ret_seconds)
{
    *ret_seconds = 0;
    if ((*p == 'Z' || *p == 'z') && p[1] == '\0')
        return TRUE;
    int sign = *p == '+' ? 1 : *p == '-' ? -1 : 0;
    int hours, minutes = 0;
    p++;
    if (sign == 0 || !take_digits(&p, 2, &hours))
        return FALSE;
    gboolean colon = take_char(&p, ':');
    if ((colon || *p) && !take_digits(&p, 2, &minutes))
        return FALSE;
    *ret_seconds = sign * (hours * 3600 + minutes * 60);
    return *p == '\0' && hours < 24 && minutes < 60;
}

gboolean
clock_parse_instant(const char *text, GTimeZone *zone, gint64 *ret_at, gboolean *ret_had_offset)
{
    const char *p = text;
    int year, month, day, hour, minute, second, offset;
    if (!p || !take_date(&p, &year, &month, &day))
        return FALSE;
    if (!take_char(&p, 'T') && !take_char(&p, 't') && !take_char(&p, ' '))
        return FALSE;
    if (!take_time(&p, &hour, &minute, &second))
        return FALSE;
    gboolean had_offset = *p != '\0';
    if (had_offset && !parse_offset(p, &offset))
        return FALSE;
    gint64 local = local_seconds(year, month, day, hour, minute, second);
    *ret_at = had_offset ? local - offset : from_local_seconds(zone, local);
    if (ret_had_offset)
        *ret_had_offset = had_offset;
    return TRUE;
}

static char *
format_local(gint64 local, const char *suffix)
{
    gint64 days = local / DAY_SECONDS - (local % DAY_SECONDS < 0);
    int seconds = (int)(local - days * DAY_SECONDS);
    g_autofree char *date = day_format((gint32)days);
    return g_strdup_printf("%sT%02d:%02d:%02d%s", date, seconds / 3600, seconds / 60 % 60,
                           seconds % 60, suffix);
}

char *
clock_format(gint64 at, GTimeZone *zone)
{
    /* Before standard time zones had seconds, which ISO 8601 cannot write; the instant must stay
     * right. */
    gint64 offset = clock_offset(zone, at) / 60 * 60;
    int minutes = (int)(ABS(offset) / 60);
    g_autofree char *suffix =
        g_strdup_printf("%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
    return format_local(at + offset, suffix);
}

char *
clock_format_utc(gint64 at)
{
    return format_local(at, "Z");
}
