/* SPDX-License-Identifier: MIT
 * Dates, times and durations as iCalendar writes them (RFC 5545 3.3.4-3.3.6), without their zone.
 */
#include "collect/ics-time.h"
#include <string.h>
#include "base/day.h"

#define DURATION_DIGITS_MAX 8
#define DURATION_DAYS_MAX 36600

gint64
collect_ics_time_day(gint64 wall)
{
    gint64 day = wall / ICS_DAY_SECONDS;
    return wall % ICS_DAY_SECONDS < 0 ? day - 1 : day;
}

gint64
collect_ics_time_second(gint64 wall)
{
    return wall - collect_ics_time_day(wall) * ICS_DAY_SECONDS;
}

static gboolean
read_digits(const char **at, const char *end, int n, int *ret)
{
    int value = 0;
    if (end - *at < n)
        return FALSE;
    for (int i = 0; i < n; i++, (*at)++) {
        if (!g_ascii_isdigit(**at))
            return FALSE;
        value = value * 10 + (**at - '0');
    }
    *ret = value;
    return TRUE;
}

/* "2025-01-01T10:00:00" is seen beside the form of the RFC. */
static gboolean
skip_mark(const char **at, const char *end, char mark)
{
    if (*at < end && **at == mark)
        (*at)++;
    return TRUE;
}

static gboolean
read_date(const char **at, const char *end, gint64 *ret_day)
{
    int year, month, day;
    if (!read_digits(at, end, 4, &year) || !skip_mark(at, end, '-') ||
        !read_digits(at, end, 2, &month) || !skip_mark(at, end, '-') ||
        !read_digits(at, end, 2, &day))
        return FALSE;
    if (year < ICS_YEAR_FIRST || year > ICS_YEAR_LAST || !day_is_valid_ymd(year, month, day))
        return FALSE;
    *ret_day = day_from_ymd(year, month, day);
    return TRUE;
}

static gboolean
read_clock(const char **at, const char *end, gint64 *ret_second)
{
    int hour, minute, second;
    if (!read_digits(at, end, 2, &hour) || !skip_mark(at, end, ':') ||
        !read_digits(at, end, 2, &minute) || !skip_mark(at, end, ':') ||
        !read_digits(at, end, 2, &second))
        return FALSE;
    if (hour > 23 || minute > 59 || second > 60)
        return FALSE;
    *ret_second =
        hour * 3600 + minute * 60 + MIN(second, 59); /* a leap second has no instant of its own */
    return TRUE;
}

gboolean
collect_ics_time_parse(const char *text, gsize length, gboolean as_date, IcsTime *ret)
{
    const char *at = text, *end = text + length;
    while (at < end && g_ascii_isspace(*at))
        at++;
    while (end > at && g_ascii_isspace(end[-1]))
        end--;
    gint64 day, second = 0;
    if (!read_date(&at, end, &day))
        return FALSE;
    gboolean is_date = at == end;
    if (!is_date && ((*at != 'T' && *at != 't') || (at++, !read_clock(&at, end, &second))))
        return FALSE;
    gboolean is_utc = !is_date && at < end && (*at == 'Z' || *at == 'z');
    if (at + is_utc != end)
        return FALSE;
    is_date |= as_date;
    *ret = (IcsTime){day * ICS_DAY_SECONDS + (is_date ? 0 : second), is_date, is_utc && !is_date};
    return TRUE;
}

static gint64
unit_seconds(char unit)
{
    static const struct {
        char unit;
        gint64 seconds;
    } units[] = {
        {'W', 7 * ICS_DAY_SECONDS}, {'D', ICS_DAY_SECONDS}, {'H', 3600}, {'M', 60}, {'S', 1}};
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
        if (units[i].unit == g_ascii_toupper(unit))
            return units[i].seconds;
    return 0;
}

/* One "15M". */
static gboolean
read_part(const char **at, const char *end, gint64 *days, gint64 *seconds)
{
    gint64 value = 0;
    const char *start = *at;
    for (; *at < end && g_ascii_isdigit(**at) && *at - start <= DURATION_DIGITS_MAX; (*at)++)
        value = value * 10 + (**at - '0');
    if (*at == start || *at == end || unit_seconds(**at) == 0)
        return FALSE;
    gint64 total = value * unit_seconds(*(*at)++);
    if (unit_seconds((*at)[-1]) >= ICS_DAY_SECONDS)
        *days += total / ICS_DAY_SECONDS;
    else
        *seconds += total;
    return TRUE;
}

gboolean
collect_ics_time_duration(const char *text, gsize length, gint64 *ret_days, gint64 *ret_seconds)
{
    const char *at = text, *end = text + length;
    gint64 days = 0, seconds = 0;
    while (end > at && g_ascii_isspace(end[-1]))
        end--;
    while (at < end && g_ascii_isspace(*at))
        at++;
    gboolean is_negative = at < end && *at == '-';
    if (at < end && (*at == '+' || *at == '-'))
        at++;
    if (at == end || g_ascii_toupper(*at++) != 'P' || at == end)
        return FALSE;
    while (at < end) {
        if (g_ascii_toupper(*at) == 'T')
            at++;
        else if (!read_part(&at, end, &days, &seconds))
            return FALSE;
    }
    if (days > DURATION_DAYS_MAX || seconds > (gint64)DURATION_DAYS_MAX * ICS_DAY_SECONDS)
        return FALSE;
    *ret_days = is_negative ? 0 : days;
    *ret_seconds = is_negative ? 0 : seconds;
    return TRUE;
}

char *
collect_ics_time_format(gint64 utc)
{
    gint64 second = collect_ics_time_second(utc);
    g_autofree char *day = day_format((gint32)collect_ics_time_day(utc));
    return g_strdup_printf("%sT%02d:%02d:%02dZ", day, (int)(second / 3600), (int)(second / 60 % 60),
                           (int)(second % 60));
}
