/* SPDX-License-Identifier: MIT
 * The statistics that SQL cannot do: Wilson interval, Kaplan-Meier (spec 01 §1.5, 08 §8.6). */
#pragma once
#include <glib.h>

/* Two-sided 95 % Wilson interval, z = 1.959963985; DEN > 0. */
void statistic_wilson(gint64 num, gint64 den, double *ret_lo, double *ret_hi);

typedef struct {
    double time;    /* >= 0 */
    gboolean event; /* FALSE = censored at time */
} StatisticSurvival;
/* S(t) after all events at times <= T; events before censorings at ties. OBSERVATIONS is sorted in place. 1 when empty. */
double statistic_survival_at(StatisticSurvival *observations, gsize n, double t);
/* Smallest t with S(t) <= 0.5; FALSE if it never gets there. Sorts in place. */
gboolean statistic_survival_median(StatisticSurvival *observations, gsize n, double *ret_median);
