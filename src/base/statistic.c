/* SPDX-License-Identifier: MIT
 * Wilson interval and Kaplan-Meier estimate. */
#include "base/statistic.h"
#include <math.h>
#include <stdlib.h>

#define Z_95 1.959963985 /* 15-A10 */
#define HALF_SLACK 1e-12 /* a product of fractions that is 1/2 on paper */

void
statistic_wilson(gint64 num, gint64 den, double *ret_lo, double *ret_hi)
{
    g_return_if_fail(den > 0 && num >= 0 && num <= den);
    double n = (double)den, p = (double)num / n, z2 = Z_95 * Z_95;
    double centre = p + z2 / (2 * n);
    double reach = Z_95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    double scale = 1 + z2 / n;
    /* At the ends the formula gives exactly 0 and 1, which floating point may miss. */
    *ret_lo = num == 0 ? 0 : (centre - reach) / scale;
    *ret_hi = num == den ? 1 : (centre + reach) / scale;
}

static int
compare_observations(const void *a, const void *b)
{
    const StatisticSurvival *x = a, *y = b;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return y->event - x->event;
}

static void
sort(StatisticSurvival *observations, gsize n)
{
    if (n > 1)
        qsort(observations, n, sizeof *observations, compare_observations);
}

double
statistic_survival_at(StatisticSurvival *observations, gsize n, double t)
{
    double survival = 1;
    sort(observations, n);
    for (gsize i = 0; i < n && observations[i].time <= t; i++)
        if (observations[i].event)
            survival *= (double)(n - i - 1) / (double)(n - i);
    return survival;
}

gboolean
statistic_survival_median(StatisticSurvival *observations, gsize n, double *ret_median)
{
    double survival = 1;
    sort(observations, n);
    for (gsize i = 0; i < n; i++) {
        if (!observations[i].event)
            continue;
        survival *= (double)(n - i - 1) / (double)(n - i);
        if (survival <= 0.5 + HALF_SLACK) {
            *ret_median = observations[i].time;
            return TRUE;
        }
    }
    return FALSE;
}
