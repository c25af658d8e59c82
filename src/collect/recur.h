/* SPDX-License-Identifier: MIT
 * Recurrence rules (RFC 5545 3.3.10) on the wall clock: read, and walked one instance at a time,
 * always with an end. libical's own iterator can hang for ever on a stranger's rule and is wrong
 * for several kinds, so no rule ever reaches it. */
#pragma once
#include "collect/ics-time.h"

#define RECUR_LIST_MAX 100 /* values of BYDAY with a number, of BYSETPOS */
#define RECUR_INTERVAL_MAX 10000
#define RECUR_PERIODS_MAX 200000 /* visited in one walk: 500 years of days */
#define RECUR_SET_MAX 20000 /* instances of one period: a year of quarters of working hours */

typedef enum { RECUR_HOURLY, RECUR_DAILY, RECUR_WEEKLY, RECUR_MONTHLY, RECUR_YEARLY } RecurFreq;
typedef struct {
    gint8 nth;      /* -53..53, never 0 */
    guint8 weekday; /* 0 Monday .. 6 */
} RecurDay;
typedef struct { /* bit N of a mask = value N is named; a mask of 0 = the part is missing */
    RecurFreq freq;
    int interval;
    gint64 count; /* 0 = no limit */
    gboolean has_until;
    IcsTime until;
    int week_start; /* 0 Monday */
    guint32 months, month_days, month_days_back, hours, weekdays;
    guint64 minutes, seconds, weeks, weeks_back;
    guint64 year_days[6], year_days_back[6];
    guint n_days, n_positions;
    RecurDay days[RECUR_LIST_MAX];
    gint16 positions[RECUR_LIST_MAX];
} RecurRule;
/* FALSE with a static phrase if the rule is broken or of a kind that is not expanded (MINUTELY,
 * SECONDLY, other calendars). Seen in the wild and tolerated: unknown X- parts, repeated parts (the
 * first counts), COUNT below 1 (no limit), COUNT beside UNTIL (COUNT counts). */
gboolean
collect_recur_parse(const char *text, gsize length, RecurRule *ret, const char **ret_problem);

typedef struct {
    RecurRule rule; /* with what it left open taken from the start */
    gint64 start, limit, last;
    gint64 period;            /* number of the year, month, week, day or hour */
    gint64 left;              /* instances that COUNT still allows */
    guint periods;            /* visited */
    gboolean started, is_cut; /* is_cut: a limit was reached, and nothing follows */
    gint64 *work;             /* borrowed, NULL = no limit: days and instances that may still be looked at, by several walks together */
    GArray *set;              /* of gint64, instances of the period */
    guint next;
} RecurWalk;
/* Walks the instances of RULE from START, which is always the first (RFC 5545 3.8.5.3), in
 * ascending order, each once. None at or after LIMIT; those before FROM may be left out. Whole
 * seconds of the wall clock. */
void collect_recur_walk_init(RecurWalk *walk, const RecurRule *rule, gint64 start, gint64 from,
                             gint64 limit);
void collect_recur_walk_clear(RecurWalk *walk);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RecurWalk, collect_recur_walk_clear)
gboolean collect_recur_walk_next(RecurWalk *walk, gint64 *ret_wall);
