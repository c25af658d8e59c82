/* SPDX-License-Identifier: MIT
 * Calendar days as numbers: days since 1970-01-01 of the business time zone's date (spec 01 §1.1). No time zone here. */
#pragma once
#include <glib.h>

#define DAY_NONE G_MININT32 /* "no day" where a day is optional */
gint32 day_from_ymd(int year, int month, int day);
void day_to_ymd(gint32 day, int *ret_year, int *ret_month, int *ret_day);
gboolean day_is_valid_ymd(int year, int month, int day);
/* "YYYY-MM-DD" only. FALSE if it is none or no real date. */
gboolean day_parse(const char *text, gint32 *ret_day);
char *day_format(gint32 day); /* caller frees */
/* Same day of the month K months on, clamped to the month's last day (2026-01-31 + 1 -> 2026-02-28). */
gint32 day_add_months(gint32 day, int months);
/* The same; BY_CALENDAR the end of the first month, quarter, half or year (of MONTHS months, of which twelve are whole ones) that lies at least half of
 * it after DAY. */
gint32 day_add_cadence(gint32 day, int months, gboolean by_calendar);
int day_weekday(gint32 day); /* 1 Monday .. 7 Sunday */
void day_iso_week(gint32 day, int *ret_year, int *ret_week);
gint32 day_from_iso_week(int year, int week); /* its Monday */
int day_weeks_in_year(int year);
gint32 day_month_start(gint32 day);
gint32 day_month_end(gint32 day); /* inclusive */
