/* SPDX-License-Identifier: MIT
 * For recur-dateutil.py: reads lines "RULE START LIMIT N", prints the first N instances of each on
 * one line. */
#include <stdio.h>
#include <string.h>
#include "collect/recur.h"

static void
print_instances(const RecurRule *rule, gint64 start, gint64 limit, gint64 n)
{
    gint64 wall;
    g_auto(RecurWalk) walk = {0};
    collect_recur_walk_init(&walk, rule, start, start, limit);
    while (n-- > 0 && collect_recur_walk_next(&walk, &wall)) {
        g_autofree char *text = collect_ics_time_format(wall);
        printf("%s ", text);
    }
    printf("\n");
}

int
main(void)
{
    char rule_text[1000];
    long long limit_days, n;
    char start_text[40];
    while (scanf("%999s %39s %lld %lld", rule_text, start_text, &limit_days, &n) == 4) {
        IcsTime start;
        RecurRule rule;
        const char *problem;
        if (!collect_ics_time_parse(start_text, strlen(start_text), FALSE, &start) ||
            !collect_recur_parse(rule_text, strlen(rule_text), &rule, &problem))
            return 1;
        print_instances(&rule, start.wall, limit_days * ICS_DAY_SECONDS, n);
    }
    return 0;
}
