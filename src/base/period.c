/* SPDX-License-Identifier: MIT
 * Periods of figures: labels in and out, and the one before. */
#include "base/period.h"
#include <string.h>
#include "base/error.h"

#define ROLLING_MAX 3660
#define LIFETIME_YEAR 1900 /* before any business that is measured here */

static const struct {
    PeriodKind kind;
    int months; /* of a period that is whole months */
    const char *name;
} kinds[] = {
    {PERIOD_DAY, 0, "day"},         {PERIOD_WEEK, 0, "week"},         {PERIOD_MONTH, 1, "month"},
    {PERIOD_QUARTER, 3, "quarter"}, {PERIOD_HALF, 6, "half"},         {PERIOD_YEAR, 12, "year"},
    {PERIOD_POINT, 0, "point"},     {PERIOD_LIFETIME, 0, "lifetime"},
};

static int
months_of(PeriodKind kind)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (kinds[i].kind == kind)
            return kinds[i].months;
    return 0;
}

static Period
whole_months(PeriodKind kind, gint32 day)
{
    int year, month, day_of_month, length = months_of(kind);
    day_to_ymd(day, &year, &month, &day_of_month);
    gint32 first = day_from_ymd(year, (month - 1) / length * length + 1, 1);
    return (Period){kind, 0, first, day_add_months(first, length) - 1};
}

Period
period_containing(PeriodKind kind, gint32 day)
{
    if (months_of(kind) > 0)
        return whole_months(kind, day);
    if (kind == PERIOD_WEEK) {
        gint32 monday = day - day_weekday(day) + 1;
        return (Period){kind, 0, monday, monday + 6};
    }
    g_return_val_if_fail(kind == PERIOD_DAY, ((Period){PERIOD_DAY, 0, day, day}));
    return (Period){kind, 0, day, day};
}

Period
period_rolling_days(int n, gint32 last)
{
    return (Period){PERIOD_ROLLING_DAYS, n, last - n + 1, last};
}

/* 15-A3: a rolling year ends on any day; 15-A2: other spans are counted in complete months. */
static gboolean
ends_on_any_day(int months)
{
    return months % 12 == 0;
}

Period
period_rolling_months(int n, gint32 last)
{
    if (ends_on_any_day(n))
        return (Period){PERIOD_ROLLING_MONTHS, n, day_add_months(last, -n) + 1, last};
    if (day_month_end(last) != last)
        last = day_month_start(last) - 1;
    gint32 first = day_add_months(day_month_start(last), 1 - n);
    return (Period){PERIOD_ROLLING_MONTHS, n, first, last};
}

Period
period_point(gint32 day)
{
    return (Period){PERIOD_POINT, 0, day, day};
}

Period
period_lifetime(gint32 day)
{
    return (Period){PERIOD_LIFETIME, 0, day_from_ymd(LIFETIME_YEAR, 1, 1), day};
}

/* The number of exactly N digits at TEXT, -1 if there is none. */
static int
digits(const char *text, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (!g_ascii_isdigit(text[i]))
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

/* "2026-W13", "2026-Q1", "2026-H1": the number behind MARK, 0 if TEXT is not like that. */
static int
parse_part(const char *text, char mark, int width, int *ret_year)
{
    *ret_year = digits(text, 4);
    if (*ret_year < 1 || text[4] != '-')
        return 0;
    const char *number = text + 5;
    if (mark && *number++ != mark)
        return 0;
    int value = digits(number, width);
    return value > 0 && number[width] == '\0' ? value : 0;
}

static gboolean
parse_week(const char *text, Period *ret)
{
    int year, week = parse_part(text, 'W', 2, &year);
    if (week < 1 || week > day_weeks_in_year(year))
        return FALSE;
    *ret = period_containing(PERIOD_WEEK, day_from_iso_week(year, week));
    return TRUE;
}

/* The NUMBER-th of the parts of KIND into which a year falls. */
static gboolean
part_of_year(PeriodKind kind, int year, int number, Period *ret)
{
    int length = months_of(kind);
    if (number < 1 || number > 12 / length)
        return FALSE;
    *ret = period_containing(kind, day_from_ymd(year, (number - 1) * length + 1, 1));
    return TRUE;
}

static gboolean
parse_year(const char *text, Period *ret)
{
    int year = digits(text, 4);
    return year >= 1 && text[4] == '\0' && part_of_year(PERIOD_YEAR, year, 1, ret);
}

static gboolean
parse_body(PeriodKind kind, const char *text, Period *ret)
{
    int year, number;
    gint32 day;
    switch (kind) {
    case PERIOD_WEEK:
        return parse_week(text, ret);
    case PERIOD_MONTH:
        number = parse_part(text, '\0', 2, &year);
        return part_of_year(kind, year, number, ret);
    case PERIOD_QUARTER:
        number = parse_part(text, 'Q', 1, &year);
        return part_of_year(kind, year, number, ret);
    case PERIOD_HALF:
        number = parse_part(text, 'H', 1, &year);
        return part_of_year(kind, year, number, ret);
    case PERIOD_YEAR:
        return parse_year(text, ret);
    case PERIOD_DAY:
    case PERIOD_POINT:
    case PERIOD_LIFETIME:
        if (!day_parse(text, &day))
            return FALSE;
        *ret = kind == PERIOD_LIFETIME ? period_lifetime(day) : (Period){kind, 0, day, day};
        return TRUE;
    case PERIOD_ROLLING_DAYS:
    case PERIOD_ROLLING_MONTHS:
        break;
    }
    return FALSE;
}

/* "90:2026-03-30", "12m:2026-03-30" or "6m:2026-03", behind "rolling". */
static gboolean
parse_rolling(const char *text, Period *ret)
{
    char *rest;
    gint64 n = g_ascii_isdigit(*text) ? g_ascii_strtoll(text, &rest, 10) : 0;
    if (n < 1 || n > ROLLING_MAX)
        return FALSE;
    gboolean months = *rest == 'm';
    rest += months;
    if (*rest++ != ':')
        return FALSE;
    gint32 day;
    Period month;
    if (months && !ends_on_any_day((int)n)) {
        if (!parse_body(PERIOD_MONTH, rest, &month))
            return FALSE;
        *ret = period_rolling_months((int)n, month.last);
        return TRUE;
    }
    if (!day_parse(rest, &day))
        return FALSE;
    *ret = months ? period_rolling_months((int)n, day) : period_rolling_days((int)n, day);
    return TRUE;
}

static gboolean
parse(const char *text, Period *ret)
{
    if (g_str_has_prefix(text, "rolling"))
        return parse_rolling(text + strlen("rolling"), ret);
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        gsize n = strlen(kinds[i].name);
        if (strncmp(text, kinds[i].name, n) == 0 && text[n] == ':')
            return parse_body(kinds[i].kind, text + n + 1, ret);
    }
    return FALSE;
}

gboolean
period_parse(const char *text, Period *ret, GError **error)
{
    if (text && parse(text, ret))
        return TRUE;
    return fail(error, FAIL_BAD_INPUT,
                "\"%s\" is no period like month:2026-03, week:2026-W13, quarter:2026-Q1, "
                "half:2026-H1, year:2026 or day:2026-03-31",
                text ? text : "");
}

static char *
rolling_label(const Period *period)
{
    int year, month, day;
    if (period->kind == PERIOD_ROLLING_MONTHS && !ends_on_any_day(period->n)) {
        day_to_ymd(period->last, &year, &month, &day);
        return g_strdup_printf("rolling%dm:%04d-%02d", period->n, year, month);
    }
    g_autofree char *last = day_format(period->last);
    const char *unit = period->kind == PERIOD_ROLLING_MONTHS ? "m" : "";
    return g_strdup_printf("rolling%d%s:%s", period->n, unit, last);
}

static char *
day_label(const char *name, gint32 day)
{
    g_autofree char *text = day_format(day);
    return g_strdup_printf("%s:%s", name, text);
}

/* By the first day, because a previous period may be cut at its end. */
char *
period_label(const Period *period)
{
    int year, month, day, week_year, week;
    day_to_ymd(period->first, &year, &month, &day);
    switch (period->kind) {
    case PERIOD_DAY:
        return day_label("day", period->first);
    case PERIOD_WEEK:
        day_iso_week(period->first, &week_year, &week);
        return g_strdup_printf("week:%04d-W%02d", week_year, week);
    case PERIOD_MONTH:
        return g_strdup_printf("month:%04d-%02d", year, month);
    case PERIOD_QUARTER:
        return g_strdup_printf("quarter:%04d-Q%d", year, (month + 2) / 3);
    case PERIOD_HALF:
        return g_strdup_printf("half:%04d-H%d", year, (month + 5) / 6);
    case PERIOD_YEAR:
        return g_strdup_printf("year:%04d", year);
    case PERIOD_ROLLING_DAYS:
    case PERIOD_ROLLING_MONTHS:
        return rolling_label(period);
    case PERIOD_POINT:
        return day_label("point", period->last);
    case PERIOD_LIFETIME:
        return day_label("lifetime", period->last);
    }
    return NULL;
}

/* A month that is twelve workdays old is compared with the first twelve workdays of the one before.
 * Before the first workday there is nothing to count, and the same number of days must do. */
static Period
cut(Period previous, const Period *period, gint32 today, const Calendar *calendar)
{
    int workdays = calendar_workdays_between(calendar, period->first - 1, today);
    gint32 end = workdays > 0 ? calendar_workday_add(calendar, previous.first - 1, workdays)
                              : previous.first + (today - period->first);
    previous.last = MIN(previous.last, end);
    return previous;
}

static Period
previous_whole(const Period *period, gint32 today, const Calendar *calendar)
{
    Period previous = period_containing(period->kind, period->first - 1);
    gboolean partial = today >= period->first && today < period->last;
    return partial ? cut(previous, period, today, calendar) : previous;
}

Period
period_previous(const Period *period, gint32 today, const Calendar *calendar)
{
    switch (period->kind) {
    case PERIOD_ROLLING_DAYS:
        return period_rolling_days(period->n, period->first - 1);
    case PERIOD_ROLLING_MONTHS:
        return period_rolling_months(period->n, period->first - 1);
    case PERIOD_POINT:
        return period_point(day_add_months(period->last, -1));
    case PERIOD_LIFETIME:
        return period_lifetime(day_add_months(period->last, -1));
    case PERIOD_DAY:
    case PERIOD_WEEK:
    case PERIOD_MONTH:
    case PERIOD_QUARTER:
    case PERIOD_HALF:
    case PERIOD_YEAR:
        break;
    }
    return previous_whole(period, today, calendar);
}
