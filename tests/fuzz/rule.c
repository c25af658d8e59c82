/* SPDX-License-Identifier: MIT
 * Fuzz target: the gate of recurrence rules, and the walk behind it. The first four bytes choose the start. A rule that passes is walked to its
 * end: upwards, within its limits, in a bounded time; one that begins near a window gives what one from the start gives there. */
#include <string.h>
#include "collect/recur.h"
#include "target.h"

#define DAY 86400
#define FROM (18262 * (gint64)DAY) /* 2020-01-01 */
#define TO (FROM + 1200 * (gint64)DAY)
#define WORK 300000

static gboolean
walk_to(RecurWalk *walk, gint64 from, gint64 *ret_wall)
{
    gboolean more;
    gint64 last = G_MININT64;
    while ((more = collect_recur_walk_next(walk, ret_wall)) && *ret_wall < from) {
        g_assert_cmpint(*ret_wall, >, last);
        last = *ret_wall;
    }
    g_assert_true(!more || *ret_wall < TO);
    return more;
}

/* Only as long as neither has come to the end of its work. */
static void
compare(const RecurRule *rule, gint64 start)
{
    g_auto(RecurWalk) whole = {0}, ahead = {0};
    gint64 work = WORK, work_ahead = WORK, a = 0, b = 0;
    collect_recur_walk_init(&whole, rule, start, start, TO);
    collect_recur_walk_init(&ahead, rule, start, FROM, TO);
    whole.work = &work;
    ahead.work = &work_ahead;
    for (guint n = 0; n < 10000; n++) {
        gboolean more_a = walk_to(&whole, FROM, &a), more_b = walk_to(&ahead, FROM, &b);
        if (whole.is_cut || ahead.is_cut)
            return;
        g_assert_true(more_a == more_b);
        if (!more_a)
            return;
        g_assert_cmpint(a, ==, b);
    }
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    guint32 seed = 0;
    RecurRule rule;
    const char *problem;
    if (size < sizeof seed)
        return 0;
    memcpy(&seed, data, sizeof seed);
    if (!collect_recur_parse((const char *)data + sizeof seed, size - sizeof seed, &rule, &problem)) {
        g_assert_nonnull(problem);
        return 0;
    }
    g_assert_cmpint(rule.interval, >=, 1);
    compare(&rule, seed % (gint64)FROM); /* from 1970 on */
    return 0;
}
