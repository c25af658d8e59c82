/* SPDX-License-Identifier: MIT
 * collect/recur: the examples of RFC 5545 3.8.5.3, and rules at the edges. */
#include "collect/recur.h"
#include <string.h>
#include "base/day.h"

static const struct {
    const char *rule, *start;
    const char
        *expected; /* the first instances, as MMDD or YYYYMMDD, then "." if the rule has ended */
} rows[] = {
    {"FREQ=DAILY;COUNT=3", "19970902T090000", "0902 0903 0904 ."},
    {"FREQ=DAILY;UNTIL=19970904T090000", "19970902T090000", "0902 0903 0904 0905"},
    {"FREQ=DAILY;INTERVAL=10;COUNT=3", "19970902T090000", "0902 0912 0922 ."},
    {"FREQ=WEEKLY;INTERVAL=2;WKST=SU", "19970902T090000", "0902 0916 0930 1014"},
    {"FREQ=WEEKLY;COUNT=4;WKST=SU;BYDAY=TU,TH", "19970902T090000", "0902 0904 0909 0911 ."},
    {"FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "19970902T090000",
     "0902 0904 0916 0918 0930 1002 1014 1016 ."},
    {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "19970805T090000",
     "0805 0810 0819 0824 ."},
    {"FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "19970805T090000",
     "0805 0817 0819 0831 ."},
    {"FREQ=MONTHLY;COUNT=3;BYDAY=1FR", "19970905T090000", "0905 1003 1107 ."},
    {"FREQ=MONTHLY;INTERVAL=2;COUNT=6;BYDAY=1SU,-1SU", "19970907T090000",
     "0907 0928 1102 1130 19980104 19980125 ."},
    {"FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", "19970922T090000", "0922 1020 1117 ."},
    {"FREQ=MONTHLY;BYMONTHDAY=-3", "19970928T090000", "0928 1029 1128 1229"},
    {"FREQ=MONTHLY;COUNT=4;BYMONTHDAY=2,15", "19970902T090000", "0902 0915 1002 1015 ."},
    {"FREQ=MONTHLY;INTERVAL=18;COUNT=4;BYMONTHDAY=10,11,12,13", "19970910T090000",
     "0910 0911 0912 0913 ."},
    {"FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "19970902T090000", "0902 0909 0916 0923 0930 1104"},
    {"FREQ=YEARLY;COUNT=4;BYMONTH=6,7", "19970610T090000", "0610 0710 19980610 19980710 ."},
    {"FREQ=YEARLY;INTERVAL=2;COUNT=3;BYMONTH=1,2,3", "19970310T090000", "0310 19990110 19990210 ."},
    {"FREQ=YEARLY;INTERVAL=3;COUNT=5;BYYEARDAY=1,100,200", "19970101T090000",
     "0101 0410 0719 20000101 20000409 ."},
    {"FREQ=YEARLY;BYDAY=20MO", "19970519T090000", "0519 19980518 19990517"},
    {"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "19970512T090000", "0512 19980511 19990517"},
    {"FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO", "20181231T090000", "20181231 20191230 20210104"},
    {"FREQ=YEARLY;BYWEEKNO=-1;BYDAY=SU", "20210103T090000", "20210103 20220102 20230101 20231231"},
    {"FREQ=YEARLY;BYWEEKNO=53;BYDAY=WE", "20201230T090000", "20201230 20261230"},
    {"FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "19970313T090000", "0313 0320 0327 19980305"},
    {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "19980213T090000",
     "19980213 19980313 19981113 19990813"},
    {"FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "19970913T090000",
     "0913 1011 1108 1213"},
    {"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "19961105T090000",
     "19961105 20001107 20041102"},
    {"FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "19970904T090000", "0904 1007 1106 ."},
    {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "19970929T090000", "0929 1030 1127 1230"},
    {"FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "20070115T090000",
     "20070115 20070130 20070215 20070315 20070330 ."},
    {"FREQ=MONTHLY;COUNT=3", "20250131T090000", "20250131 20250331 20250531 ."},
    {"FREQ=YEARLY;COUNT=2", "20240229T090000", "20240229 20280229 ."},
    {"FREQ=DAILY;BYMONTHDAY=-1", "20250131T090000", "20250131 20250228 20250331"},
    {"FREQ=YEARLY;BYMONTHDAY=15;COUNT=3", "20250115T090000", "20250115 20250215 20250315 ."},
    {"FREQ=YEARLY;BYYEARDAY=-1,366", "20231231T090000", "20231231 20241231 20251231"},
    {"FREQ=WEEKLY;BYDAY=MO,MO,TU;COUNT=3", "20250602T090000", "20250602 20250603 20250609 ."},
    {"FREQ=DAILY;BYHOUR=9,15;BYMINUTE=0;COUNT=3", "20250602T090000",
     "20250602 20250602 20250603 ."},
    {"FREQ=HOURLY;INTERVAL=30;COUNT=3", "20250602T090000", "20250602 20250603 20250604 ."},
    {"FREQ=HOURLY;BYHOUR=9;COUNT=2", "20250602T090000", "20250602 20250603 ."},
    {"freq=weekly;byday= mo , we ;count=2;", "20250602T090000", "20250602 20250604 ."},
    {"FREQ=DAILY;COUNT=-1;INTERVAL=1", "20250602T090000", "20250602 20250603"},
    {"FREQ=MONTHLY;BYDAY=+1MO", "20250602T090000", "20250602 20250707"},
    {"FREQ=MONTHLY;BYDAY=1MO,FR;COUNT=4", "20250602T090000",
     "20250602 20250606 20250613 20250620 ."},
};

static gint64
wall_of(const char *text)
{
    IcsTime time;
    g_assert_true(collect_ics_time_parse(text, strlen(text), FALSE, &time));
    return time.wall;
}

static void
check_row(const char *text, const char *start, const char *expected)
{
    RecurRule rule;
    const char *problem = NULL;
    g_autofree char *bare = g_memdup2(text, strlen(text));
    g_assert_true(collect_recur_parse(bare, strlen(text), &rule, &problem));
    g_auto(RecurWalk) walk = {0};
    gint64 first = wall_of(start), wall;
    collect_recur_walk_init(&walk, &rule, first, first,
                            first + (gint64)100 * 366 * ICS_DAY_SECONDS);
    g_auto(GStrv) days = g_strsplit(expected, " ", -1);
    for (char **day = days; *day; day++) {
        gboolean more = collect_recur_walk_next(&walk, &wall);
        g_assert_cmpint(more, ==, strcmp(*day, ".") != 0);
        if (!more)
            break;
        int year, month, month_day;
        day_to_ymd((gint32)collect_ics_time_day(wall), &year, &month, &month_day);
        g_autofree char *full = g_strdup_printf("%04d%02d%02d", year, month, month_day);
        if (strcmp(full + (strlen(*day) == 4 ? 4 : 0), *day) != 0)
            g_test_message("%s: expected %s, found %s", text, *day, full);
        g_assert_cmpstr(full + (strlen(*day) == 4 ? 4 : 0), ==, *day);
    }
}

static void
walks(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        check_row(rows[i].rule, rows[i].start, rows[i].expected);
}

/* A walk that begins near a window gives what a walk from the start gives there. */
static void
skips_ahead(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        RecurRule rule;
        const char *problem;
        g_assert_true(collect_recur_parse(rows[i].rule, strlen(rows[i].rule), &rule, &problem));
        gint64 start = wall_of(rows[i].start), from = start + (gint64)3000 * ICS_DAY_SECONDS,
               to = from + (gint64)900 * ICS_DAY_SECONDS, a, b;
        g_auto(RecurWalk) whole = {0}, ahead = {0};
        collect_recur_walk_init(&whole, &rule, start, start, to);
        collect_recur_walk_init(&ahead, &rule, start, from, to);
        gboolean more_a, more_b;
        do {
            while ((more_a = collect_recur_walk_next(&whole, &a)) && a < from)
                ;
            while ((more_b = collect_recur_walk_next(&ahead, &b)) && b < from)
                ;
            g_assert_cmpint(more_a, ==, more_b);
            g_assert_true(!more_a || a == b);
        } while (more_a);
    }
}

static void
refuses(void)
{
    static const char *const rules[] = {"",
                                        "FREQ=",
                                        "FREQ=MINUTELY",
                                        "FREQ=SECONDLY",
                                        "FREQ=FORTNIGHTLY",
                                        "COUNT=3",
                                        "FREQ=DAILY;INTERVAL=0",
                                        "FREQ=DAILY;INTERVAL=65537000",
                                        "FREQ=DAILY;COUNT=99999999999999999999",
                                        "FREQ=DAILY;UNTIL=tomorrow",
                                        "FREQ=YEARLY;BYMONTH=13",
                                        "FREQ=YEARLY;BYMONTH=-1",
                                        "FREQ=YEARLY;BYMONTHDAY=0",
                                        "FREQ=YEARLY;BYYEARDAY=367",
                                        "FREQ=YEARLY;BYWEEKNO=54",
                                        "FREQ=DAILY;BYHOUR=24",
                                        "FREQ=DAILY;BYMINUTE=60",
                                        "FREQ=MONTHLY;BYSETPOS=0",
                                        "FREQ=MONTHLY;BYDAY=0MO",
                                        "FREQ=DAILY;RSCALE=HEBREW",
                                        "FREQ=YEARLY;RSCALE=GREGORIAN;SKIP=FORWARD",
                                        "FREQ=DAILY;NEW=1",
                                        "FREQ=DAILY;BYDAY"};
    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
        RecurRule rule;
        const char *problem = NULL;
        g_autofree char *bare = g_memdup2(rules[i], strlen(rules[i]) + 1);
        g_assert_false(collect_recur_parse(bare, strlen(rules[i]), &rule, &problem));
        g_assert_nonnull(problem);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collect/recur/walks", walks);
    g_test_add_func("/collect/recur/skips-ahead", skips_ahead);
    g_test_add_func("/collect/recur/refuses", refuses);
    return g_test_run();
}
