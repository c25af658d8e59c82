/* SPDX-License-Identifier: MIT
 * Day numbers against GDateTime's own calendar, and month arithmetic (spec 01 §1.1, E27). */
#include "base/day.h"

/* Every day from 1890 to 2110 by an independent calendar. */
static void
test_against_glib(void)
{
    GDate date;
    g_date_set_dmy(&date, 1, G_DATE_JANUARY, 1890);
    guint32 epoch = 719163; /* the Julian number of 1970-01-01 in GDate's counting */
    for (; g_date_get_year(&date) < 2110; g_date_add_days(&date, 1)) {
        gint32 day = (gint32)(g_date_get_julian(&date) - epoch);
        int y, m, d, year, week;
        day_to_ymd(day, &y, &m, &d);
        g_assert_cmpint(y, ==, g_date_get_year(&date));
        g_assert_cmpint(m, ==, (int)g_date_get_month(&date));
        g_assert_cmpint(d, ==, g_date_get_day(&date));
        g_assert_cmpint(day_from_ymd(y, m, d), ==, day);
        g_assert_cmpint(day_weekday(day), ==, (int)g_date_get_weekday(&date));
        day_iso_week(day, &year, &week);
        g_assert_cmpint(week, ==, (int)g_date_get_iso8601_week_of_year(&date));
        g_assert_cmpint(day_from_iso_week(year, week) + day_weekday(day) - 1, ==, day);
    }
}

static void
test_far_days(void)
{
    int y, m, d;
    for (gint32 day = -800000; day < 3000000; day += 997) {
        day_to_ymd(day, &y, &m, &d);
        g_assert_cmpint(day_from_ymd(y, m, d), ==, day);
    }
    g_assert_cmpint(day_from_ymd(1970, 1, 1), ==, 0);
    g_assert_cmpint(day_from_ymd(1969, 12, 31), ==, -1);
    g_assert_cmpint(day_from_ymd(2000, 2, 29), ==, 11016);
}

static void
test_parse(void)
{
    static const char *const bad[] = {
        "",           "2026-02-29", "2026-13-01", "2026-00-10",  "2026-01-00",  "2026-01-32",
        "2026-1-1",   "26-01-01",   "2026/01/01", "2026-01-01 ", " 2026-01-01", "2026-01-01T00:00",
        "0000-01-01", "2026-01",    "2026",       "+026-01-01",  "1900-02-29"};
    gint32 day;
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_false(day_parse(bad[i], &day));
    g_assert_false(day_parse(NULL, &day));
    static const char *const good[] = {"2026-03-31", "2000-02-29", "0001-01-01", "9999-12-31"};
    for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
        g_assert_true(day_parse(good[i], &day));
        g_autofree char *text = day_format(day);
        g_assert_cmpstr(text, ==, good[i]);
    }
}

static void
test_months(void)
{
    static const struct {
        const char *from;
        int months;
        const char *to;
    } cases[] = {
        {"2026-01-31", 1, "2026-02-28"},   {"2025-11-30", 3, "2026-02-28"},
        {"2025-12-31", 2, "2026-02-28"},   {"2025-12-31", 3, "2026-03-31"},
        {"2024-02-29", 12, "2025-02-28"},  {"2024-01-31", 1, "2024-02-29"},
        {"2026-03-31", -1, "2026-02-28"},  {"2026-01-15", -1, "2025-12-15"},
        {"2026-01-15", -13, "2024-12-15"}, {"2026-05-05", 0, "2026-05-05"},
        {"2026-12-31", 1, "2027-01-31"},   {"2026-03-15", -1200, "1926-03-15"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gint32 day = 0;
        g_assert_true(day_parse(cases[i].from, &day));
        g_autofree char *text = day_format(day_add_months(day, cases[i].months));
        g_assert_cmpstr(text, ==, cases[i].to);
    }
}

static void
test_cadence(void)
{
    static const struct {
        const char *from;
        int months;
        const char *to;
    } cases[] = {
        {"2026-01-10", 1, "2026-01-31"},  {"2026-01-20", 1, "2026-02-28"}, {"2025-12-20", 1, "2026-01-31"},
        {"2026-03-31", 3, "2026-06-30"},  {"2026-02-10", 3, "2026-03-31"}, {"2026-02-20", 3, "2026-06-30"},
        {"2026-11-30", 3, "2027-03-31"},  {"2026-01-10", 6, "2026-06-30"}, {"2026-04-10", 6, "2026-12-31"},
        {"2026-03-10", 12, "2026-12-31"}, {"2026-08-01", 12, "2027-12-31"}, {"2026-03-10", 24, "2028-03-10"},
        {"2026-03-10", 5, "2026-08-10"}, /* no months that the year is made of */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gint32 day = 0;
        g_assert_true(day_parse(cases[i].from, &day));
        g_autofree char *text = day_format(day_add_cadence(day, cases[i].months, TRUE));
        g_assert_cmpstr(text, ==, cases[i].to);
        g_assert_cmpint(day_add_cadence(day, cases[i].months, FALSE), ==, day_add_months(day, cases[i].months));
    }
}

static void
test_weeks(void)
{
    g_assert_cmpint(day_weeks_in_year(2020), ==, 53);
    g_assert_cmpint(day_weeks_in_year(2025), ==, 52);
    g_assert_cmpint(day_weeks_in_year(2026), ==, 53);
    g_assert_cmpint(day_from_iso_week(2026, 13), ==, day_from_ymd(2026, 3, 23));
    g_assert_cmpint(day_month_start(day_from_ymd(2026, 2, 17)), ==, day_from_ymd(2026, 2, 1));
    g_assert_cmpint(day_month_end(day_from_ymd(2024, 2, 1)), ==, day_from_ymd(2024, 2, 29));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/day/against-glib", test_against_glib);
    g_test_add_func("/day/far-days", test_far_days);
    g_test_add_func("/day/parse", test_parse);
    g_test_add_func("/day/months", test_months);
    g_test_add_func("/day/cadence", test_cadence);
    g_test_add_func("/day/weeks", test_weeks);
    return g_test_run();
}
