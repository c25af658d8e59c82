/* SPDX-License-Identifier: MIT
 * Calendar days as numbers: proleptic Gregorian arithmetic on days since 1970-01-01. */
#include "base/day.h"
#include <string.h>

#define DAYS_PER_ERA 146097     /* 400 years */
#define EPOCH_FROM_ERA_0 719468 /* 1970-01-01, counted from 0000-03-01 */

static int
floor_div(int a, int b)
{
    return a / b - (a % b < 0);
}

static int
month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[month - 1] + (month == 2 && leap);
}

/* Years that begin in March make the leap day the last one, so that month lengths need no table. */
gint32
day_from_ymd(int year, int month, int day)
{
    int y = year - (month <= 2);
    int era = floor_div(y, 400);
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - EPOCH_FROM_ERA_0;
}

void
day_to_ymd(gint32 day, int *ret_year, int *ret_month, int *ret_day)
{
    int z = day + EPOCH_FROM_ERA_0;
    int era = floor_div(z, DAYS_PER_ERA);
    int day_of_era = z - era * DAYS_PER_ERA;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * day_of_year + 2) / 153;
    *ret_day = day_of_year - (153 * shifted + 2) / 5 + 1;
    *ret_month = shifted < 10 ? shifted + 3 : shifted - 9;
    *ret_year = year_of_era + era * 400 + (*ret_month <= 2);
}

gboolean
day_is_valid_ymd(int year, int month, int day)
{
    if (year < 1 || year > 9999 || month < 1 || month > 12)
        return FALSE;
    return day >= 1 && day <= month_length(year, month);
}

static gboolean
parse_digits(const char *text, int n, int *ret)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
        value = value * 10 + (text[i] - '0');
    }
    *ret = value;
    return TRUE;
}

gboolean
day_parse(const char *text, gint32 *ret_day)
{
    int year, month, day;
    if (!text || !parse_digits(text, 4, &year) || text[4] != '-' ||
        !parse_digits(text + 5, 2, &month) || text[7] != '-' || !parse_digits(text + 8, 2, &day) ||
        text[10] != '\0')
        return FALSE;
    if (!day_is_valid_ymd(year, month, day))
        return FALSE;
    *ret_day = day_from_ymd(year, month, day);
    return TRUE;
}

char *
day_format(gint32 day)
{
    int y, m, d;
    day_to_ymd(day, &y, &m, &d);
    return g_strdup_printf("%04d-%02d-%02d", y, m, d);
}

gint32
day_add_months(gint32 day, int months)
{
    int y, m, d;
    day_to_ymd(day, &y, &m, &d);
    int count = y * 12 + m - 1 + months;
    y = floor_div(count, 12);
    m = count - y * 12 + 1;
    return day_from_ymd(y, m, MIN(d, month_length(y, m)));
}

#define HALF_MONTH 15
#define YEAR_MONTHS 12

gint32
day_add_cadence(gint32 day, int months, gboolean by_calendar)
{
    if (!by_calendar || months <= 0 || YEAR_MONTHS % months != 0)
        return day_add_months(day, months);
    int y, m, d;
    day_to_ymd(day_add_months(day, months / 2) + months % 2 * HALF_MONTH, &y, &m, &d);
    m = ((m - 1) / months + 1) * months;
    return day_from_ymd(y, m, month_length(y, m));
}

int
day_weekday(gint32 day)
{
    int from_monday = (day + 3) % 7; /* 1970-01-01 was a Thursday */
    return (from_monday < 0 ? from_monday + 7 : from_monday) + 1;
}

/* ISO 8601: the week belongs to the year that holds its Thursday. */
void
day_iso_week(gint32 day, int *ret_year, int *ret_week)
{
    gint32 thursday = day - day_weekday(day) + 4;
    int year, month, d;
    day_to_ymd(thursday, &year, &month, &d);
    *ret_year = year;
    *ret_week = (thursday - day_from_ymd(year, 1, 1)) / 7 + 1;
}

gint32
day_from_iso_week(int year, int week)
{
    gint32 fourth = day_from_ymd(year, 1, 4); /* always in week 1 */
    return fourth - day_weekday(fourth) + 1 + (week - 1) * 7;
}

int
day_weeks_in_year(int year)
{
    return (day_from_iso_week(year + 1, 1) - day_from_iso_week(year, 1)) / 7;
}

gint32
day_month_start(gint32 day)
{
    int y, m, d;
    day_to_ymd(day, &y, &m, &d);
    return day - d + 1;
}

gint32
day_month_end(gint32 day)
{
    int y, m, d;
    day_to_ymd(day, &y, &m, &d);
    return day - d + month_length(y, m);
}
