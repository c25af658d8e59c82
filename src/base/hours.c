/* SPDX-License-Identifier: MIT
 * Weekly working hours and quiet periods as people write them. */
#include "base/hours.h"
#include <string.h>
#include "base/error.h"

#define MINUTES_OF_DAY 1440

static gboolean
take_number(const char **p, int digits, int *ret)
{
    *ret = 0;
    for (int i = 0; i < digits; i++) {
        if (!g_ascii_isdigit((*p)[i]))
            return FALSE;
        *ret = *ret * 10 + ((*p)[i] - '0');
    }
    *p += digits;
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
take_weekday(const char **p, int *ret)
{
    static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_ascii_strncasecmp(*p, names[i], 3) != 0)
            continue;
        *p += 3;
        *ret = (int)i + 1;
        return TRUE;
    }
    return FALSE;
}

/* "08:00", and "24:00" for the end of the day. */
static gboolean
take_minutes(const char **p, int *ret)
{
    int hour, minute;
    if (!take_number(p, 2, &hour) || !take_char(p, ':') || !take_number(p, 2, &minute))
        return FALSE;
    *ret = hour * 60 + minute;
    return minute < 60 && *ret <= MINUTES_OF_DAY;
}

static gboolean
parse_item(const char *item, int *first, int *last, int *start, int *end)
{
    const char *p = item;
    if (!take_weekday(&p, first))
        return FALSE;
    *last = *first;
    if (take_char(&p, '-') && !take_weekday(&p, last))
        return FALSE;
    if (*last < *first || *p != ' ')
        return FALSE;
    while (*p == ' ')
        p++;
    return take_minutes(&p, start) && take_char(&p, '-') && take_minutes(&p, end) && *p == '\0' &&
           *start < *end;
}

static gboolean
add_item(const char *item, Hours *hours, GError **error)
{
    int first, last, start, end;
    if (!parse_item(item, &first, &last, &start, &end))
        return fail(error, FAIL_BAD_INPUT, "\"%s\" is not like \"Mon-Fri 08:00-17:00\"", item);
    for (int i = first; i <= last; i++) {
        if (hours->start[i] != HOURS_NONE)
            return fail(error, FAIL_BAD_INPUT, "\"%s\" names a weekday again", item);
        hours->start[i] = start;
        hours->end[i] = end;
    }
    return TRUE;
}

gboolean
hours_parse(const char *text, Hours *ret, GError **error)
{
    Hours hours;
    gboolean any = FALSE;
    for (int i = 0; i < 8; i++)
        hours.start[i] = hours.end[i] = HOURS_NONE;
    g_auto(GStrv) items = g_strsplit_set(text ? text : "", ";,", -1);
    for (char **item = items; *item; item++) {
        if (*g_strstrip(*item) == '\0')
            continue;
        if (!add_item(*item, &hours, error))
            return FALSE;
        any = TRUE;
    }
    if (!any)
        return fail(error, FAIL_BAD_INPUT, "no working day");
    *ret = hours;
    return TRUE;
}

static gboolean
take_week(const char **p, int *ret)
{
    if (!take_char(p, 'W') && !take_char(p, 'w'))
        return FALSE;
    const char *digits = *p;
    while (g_ascii_isdigit(**p))
        (*p)++;
    int n = (int)(*p - digits);
    return n >= 1 && n <= 2 && take_number(&digits, n, ret) && *ret >= 1 && *ret <= 53;
}

static gboolean
take_month_day(const char **p, int *ret)
{
    int month, day;
    if (!take_number(p, 2, &month) || !take_char(p, '-') || !take_number(p, 2, &day))
        return FALSE;
    *ret = month * 100 + day;
    return day_is_valid_ymd(2024, month, day); /* a leap year: 02-29 may be named */
}

static gboolean
parse_weeks(const char *p, Quiet *quiet)
{
    quiet->is_week = TRUE;
    if (!take_week(&p, &quiet->first))
        return FALSE;
    quiet->last = quiet->first;
    if (take_char(&p, '-') && !take_week(&p, &quiet->last))
        return FALSE;
    return *p == '\0';
}

static gboolean
parse_dates(const char *p, Quiet *quiet)
{
    quiet->is_week = FALSE;
    if (!take_month_day(&p, &quiet->first))
        return FALSE;
    quiet->last = quiet->first;
    if (take_char(&p, '.') && (!take_char(&p, '.') || !take_month_day(&p, &quiet->last)))
        return FALSE;
    return *p == '\0';
}

gboolean
quiet_parse(const char *text, Quiet *ret, GError **error)
{
    g_autofree char *item = g_strstrip(g_strdup(text));
    Quiet quiet;
    if (!parse_weeks(item, &quiet) && !parse_dates(item, &quiet))
        return fail(error, FAIL_BAD_INPUT, "\"%s\" is not like W28-W31 or 12-22..01-06", item);
    *ret = quiet;
    return TRUE;
}

gboolean
quiet_holds(const Quiet *quiet, int week, int month_day)
{
    int key = quiet->is_week ? week : month_day;
    if (quiet->first <= quiet->last)
        return key >= quiet->first && key <= quiet->last;
    return key >= quiet->first || key <= quiet->last;
}
