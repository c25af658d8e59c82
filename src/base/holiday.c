/* SPDX-License-Identifier: MIT
 * Swedish holidays, computed from the law's own rules. */
#include "base/holiday.h"
#include <string.h>

/* The anonymous Gregorian algorithm (Meeus, Jones, Butcher). */
gint32
holiday_easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100;
    int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4, k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return day_from_ymd(year, n / 31, n % 31 + 1);
}

/* The Saturday in the seven days that begin with the date. */
static gint32
saturday_from(int year, int month, int day)
{
    gint32 first = day_from_ymd(year, month, day);
    return first + (6 - day_weekday(first) + 7) % 7;
}

static const char *
fixed_holiday(int year, int month, int day)
{
    static const struct {
        int month, day, since;
        const char *name;
    } dates[] = {
        {1, 1, 0, "Nyårsdagen"},       {1, 6, 0, "Trettondedag jul"}, {5, 1, 0, "Första maj"},
        {6, 6, 2005, "Nationaldagen"}, {12, 25, 0, "Juldagen"},       {12, 26, 0, "Annandag jul"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(dates); i++)
        if (dates[i].month == month && dates[i].day == day && year >= dates[i].since)
            return dates[i].name;
    return NULL;
}

static const char *
easter_holiday(int from_easter)
{
    switch (from_easter) {
    case -2:
        return "Långfredagen";
    case 0:
        return "Påskdagen";
    case 1:
        return "Annandag påsk";
    case 39:
        return "Kristi himmelsfärdsdag";
    case 49:
        return "Pingstdagen";
    default:
        return NULL;
    }
}

const char *
holiday_sweden(gint32 day)
{
    int year, month, day_of_month;
    day_to_ymd(day, &year, &month, &day_of_month);
    const char *name = fixed_holiday(year, month, day_of_month);
    if (!name && month >= 3 && month <= 6)
        name = easter_holiday(day - holiday_easter(year));
    if (!name && month == 6 && day == saturday_from(year, 6, 20))
        name = "Midsommardagen";
    if (!name && (month == 10 || month == 11) && day == saturday_from(year, 10, 31))
        name = "Alla helgons dag";
    return name;
}

gboolean
holiday_custom(const char *name, int year, gint32 *ret_day, const char **ret_swedish)
{
    if (strcmp(name, "midsummer_eve") == 0) {
        *ret_day = saturday_from(year, 6, 20) - 1;
        *ret_swedish = "Midsommarafton";
    } else if (strcmp(name, "christmas_eve") == 0) {
        *ret_day = day_from_ymd(year, 12, 24);
        *ret_swedish = "Julafton";
    } else if (strcmp(name, "new_year_eve") == 0) {
        *ret_day = day_from_ymd(year, 12, 31);
        *ret_swedish = "Nyårsafton";
    } else {
        return FALSE;
    }
    return TRUE;
}
