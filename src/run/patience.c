/* SPDX-License-Identifier: MIT
 * Exponential back-off with jitter. */
#include "run/patience.h"

#define FIRST_MS 5000
#define LAST_MS (15 * 60 * 1000)
#define PERSON_FIRST_MS (15 * 60 * 1000)
#define PERSON_LAST_MS (6 * 60 * 60 * 1000)
#define DOUBLINGS_MAX 12

guint
run_patience_jitter(guint ms, double dice)
{
    guint fifth = ms / 5;
    return ms - fifth + (guint)(2 * fifth * dice);
}

guint
run_patience_ms(guint failures, gboolean needs_person, double dice)
{
    guint64 first = needs_person ? PERSON_FIRST_MS : FIRST_MS, last = needs_person ? PERSON_LAST_MS : LAST_MS;
    guint doublings = CLAMP(failures, 1, DOUBLINGS_MAX + 1) - 1;
    return run_patience_jitter((guint)MIN(last, first << doublings), dice);
}
