/* SPDX-License-Identifier: MIT
 * Whether somebody answers more slowly than before: a two-stage exact test (spec 08 §8.7). Pure; the past is played again from the answers,
 * so that a moment has one verdict whenever it is asked for. */
#pragma once
#include "base/calendar.h"

typedef struct { double seconds; gboolean is_open; } SlowdownValue; /* an open one is at least so long */
/* Chance that the last RECENT of N values are so slow by luck: Gehan's generalised Wilcoxon test, exact and one-sided. */
double measure_slowdown_chance(const SlowdownValue *values, guint n, guint recent);
/* Median of N values, open ones as long as they are so far. N > 0. */
double measure_slowdown_median(const SlowdownValue *values, guint n);

typedef struct {
    gint64 opened_at, closed_at; /* closed_at 0 = no answer yet */
    gint64 took;                 /* working seconds to the answer */
} SlowdownSample;
typedef struct { /* [responsiveness] */
    guint recent, base_min, base_max, confirm_n;
    double ratio, min_diff, floor; /* working seconds */
    double p_watch, p_alert;
} SlowdownLimits;
typedef enum { SLOWDOWN_NONE, SLOWDOWN_WATCH, SLOWDOWN_ALERT } SlowdownState;
typedef struct {
    SlowdownState state;
    gint64 since_at;      /* of the state */
    double before, after; /* medians that led to it, working seconds */
    double chance;
    guint alerts;         /* how many times an alert began until now */
    guint base;           /* answers there are to compare with now */
} Slowdown;
/* SAMPLES in the order of opened_at, none later than NOW. */
Slowdown measure_slowdown(const SlowdownSample *samples, guint n, const SlowdownLimits *limits, const Calendar *calendar, gint64 now);
