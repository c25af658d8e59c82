/* SPDX-License-Identifier: MIT
 * Periods of figures: day, week, month, quarter, half, year, rolling, point, lifetime (spec 00 §4, 15-A). */
#pragma once
#include <glib.h>
#include "base/calendar.h"

typedef enum {
    PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER, PERIOD_HALF, PERIOD_YEAR,
    PERIOD_ROLLING_DAYS,   /* n whole local days ending LAST */
    PERIOD_ROLLING_MONTHS, /* n in whole years (rolling12m): (add_months(last,-n), last]; else (rolling6m): n complete months */
    PERIOD_POINT, PERIOD_LIFETIME,
} PeriodKind;

typedef struct {
    PeriodKind kind;
    int n;              /* of a rolling period */
    gint32 first, last; /* local days, inclusive; first = last of a point */
} Period;

/* "day:2026-03-31", "week:2026-W13", "month:2026-03", "quarter:2026-Q1", "half:2026-H1", "year:2026", and the labels of
 * 15-A2 ("point:...", "rolling90:...", "rolling12m:...", "lifetime:..."). BAD_INPUT if it is none. */
gboolean period_parse(const char *text, Period *ret, GError **error);
/* The calendar period of KIND (DAY..YEAR) that contains DAY. */
Period period_containing(PeriodKind kind, gint32 day);
Period period_rolling_days(int n, gint32 last);
/* The complete months end with the last one that is over at the end of LAST. */
Period period_rolling_months(int n, gint32 last);
Period period_point(gint32 day);
Period period_lifetime(gint32 day); /* from 1900 through DAY */
/* The label used in output. Caller frees. */
char *period_label(const Period *period);
/* For people, in their language: "March 2026", "week 13, 2026", "90 days to 2026-03-30". Caller frees. */
char *period_words(const Period *period);
/* The name of month 1..12 in the language of the moment. Static. */
const char *period_month_name(int month);
/* The previous period of the same kind; when PERIOD contains TODAY (partial) it is cut to the same number of workdays
 * (spec 01 §1.4). For rolling and point: the adjoining earlier one (point: one month earlier). */
Period period_previous(const Period *period, gint32 today, const Calendar *calendar);
