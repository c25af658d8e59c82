/* SPDX-License-Identifier: MIT
 * The business calendar: time zone, working hours, Swedish holidays, quiet periods (spec 01 §1.1). Pure and immutable. */
#pragma once
#include <glib.h>
#include "base/day.h"

#define CALENDAR_FIRST_YEAR 2015
#define CALENDAR_LAST_YEAR 2045

typedef struct { /* one local day; what the table calendar_day holds */
    gint32 day;
    int ymd;             /* 20260331 */
    gint64 start_at, end_at;
    int weekday;         /* 1..7 */
    int week_key;        /* ISO: 202613 */
    int month_key;       /* 202603 */
    int quarter_key;     /* 20261 */
    int year_key;        /* 2026 */
    gboolean is_workday, is_quiet;
    const char *holiday; /* Swedish name or NULL; static */
    gint64 work_start_at, work_end_at; /* valid on workdays */
    gint64 cum_work_secs; /* working seconds before the day */
    gint64 cum_workdays;  /* workdays before the day */
} CalendarDay;

typedef struct Calendar Calendar;
/* TIMEZONE an IANA name; WORK_HOURS "Mon-Fri 08:00-17:00" (lists with ; or , : "Mon-Thu 08:00-17:00; Fri 08:00-15:00");
 * HOLIDAYS "SE" or "none"; EXTRA_DAYS_OFF names (midsummer_eve, christmas_eve, new_year_eve) or ISO dates; QUIET "W28-W31" and "12-22..01-06"
 * items. NULL lists = none. Fails with BAD_INPUT naming the item. */
Calendar *calendar_new(const char *timezone, const char *work_hours, const char *holidays,
                       const char *const *extra_days_off, const char *const *quiet, GError **error);
void calendar_free(Calendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Calendar, calendar_free)

GTimeZone *calendar_zone(const Calendar *calendar);      /* borrowed */
/* A text that changes when any input of the calendar changes; for the stored table. Borrowed. */
const char *calendar_fingerprint(const Calendar *calendar);
/* All days of CALENDAR_FIRST_YEAR..LAST_YEAR in order. Borrowed. */
const CalendarDay *calendar_days(const Calendar *calendar, gsize *ret_n);
/* The day's row, NULL outside the range. Borrowed. */
const CalendarDay *calendar_day(const Calendar *calendar, gint32 day);
/* Local day of an instant; works outside the range too. */
gint32 calendar_day_of(const Calendar *calendar, gint64 at);
gint64 calendar_day_start(const Calendar *calendar, gint32 day); /* first instant of the day; its end is day + 1's start */
/* Working seconds between two instants, never negative. Outside the range nobody works. */
gint64 calendar_work_between(const Calendar *calendar, gint64 from, gint64 to);
/* The instant at which SECONDS working seconds after FROM have passed; FROM itself when SECONDS <= 0. */
gint64 calendar_work_add(const Calendar *calendar, gint64 from, gint64 seconds);
/* Workdays in (FROM, TO], days; minus those in (TO, FROM] when TO lies before FROM. */
int calendar_workdays_between(const Calendar *calendar, gint32 from, gint32 to);
/* The day N workdays after DAY, before it when N is negative, DAY itself when N is 0. */
gint32 calendar_workday_add(const Calendar *calendar, gint32 day, int n);
/* TRUE if AT lies inside working hours. */
gboolean calendar_is_working(const Calendar *calendar, gint64 at);
