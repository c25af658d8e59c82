/* SPDX-License-Identifier: MIT
 * Dates, times and durations as iCalendar writes them (RFC 5545 3.3.4-3.3.6), without their zone.
 */
#pragma once
#include <glib.h>

#define ICS_YEAR_FIRST 1600 /* birthdays without a year are written as of 1604 */
#define ICS_YEAR_LAST 2199
#define ICS_DAY_SECONDS 86400

typedef struct {
    gint64 wall; /* seconds since 1970-01-01T00:00:00 on the clock it was written by; of a date
                    midnight */
    gboolean is_date, is_utc;
} IcsTime;
/* FALSE for impossible dates, unknown forms (offsets, missing seconds) and years outside the
 * limits. With AS_DATE a time is dropped. */
gboolean collect_ics_time_parse(const char *text, gsize length, gboolean as_date, IcsTime *ret);
/* "P1DT2H" gives nominal days (weeks included) and exact seconds; a negative one gives 0. */
gboolean
collect_ics_time_duration(const char *text, gsize length, gint64 *ret_days, gint64 *ret_seconds);
/* Day number and second of the day of a wall clock, also before 1970. */
gint64 collect_ics_time_day(gint64 wall);
gint64 collect_ics_time_second(gint64 wall);
/* "2026-03-31T10:00:00Z" of an instant. Caller frees. */
char *collect_ics_time_format(gint64 utc);
