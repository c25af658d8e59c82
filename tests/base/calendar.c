/* SPDX-License-Identifier: MIT
 * The business calendar against the worked examples E1, E2, E30 of the specification and the days
 * of the law. */
#include "base/calendar.h"
#include <string.h>
#include "base/clock.h"
#include "base/error.h"
#include "base/holiday.h"

static const char *const extra[] = {"midsummer_eve", "christmas_eve", "new_year_eve", NULL};
static const char *const quiet[] = {"W28-W31", "12-22..01-06", NULL};

static Calendar *
sweden(void)
{
    g_autoptr(GError) error = NULL;
    Calendar *calendar =
        calendar_new("Europe/Stockholm", "Mon-Fri 08:00-17:00", "SE", extra, quiet, &error);
    g_assert_no_error(error);
    return calendar;
}

static gint64
instant(const Calendar *calendar, const char *text)
{
    gint64 at = 0;
    gboolean ok = clock_parse_instant(text, calendar_zone(calendar), &at, NULL);
    if (!ok)
        g_error("bad instant in the test: %s", text);
    return at;
}

static gint32
day(const char *text)
{
    gint32 number = 0;
    gboolean ok = day_parse(text, &number);
    g_assert_true(ok);
    return number;
}

static void
assert_day(gint32 number, const char *expected)
{
    g_autofree char *text = day_format(number);
    g_assert_cmpstr(text, ==, expected);
}

static void
test_local_days(void)
{
    static const struct {
        const char *utc, *day;
    } cases[] = {
        {"2026-03-28T22:59:59Z", "2026-03-28"}, {"2026-03-28T23:00:00Z", "2026-03-29"},
        {"2026-03-29T21:59:59Z", "2026-03-29"}, {"2026-03-29T22:00:00Z", "2026-03-30"},
        {"2026-10-24T22:00:00Z", "2026-10-25"}, {"2026-10-25T22:59:59Z", "2026-10-25"},
        {"2026-10-25T23:00:00Z", "2026-10-26"}, {"2014-12-31T22:59:59Z", "2014-12-31"},
        {"2014-12-31T23:00:00Z", "2015-01-01"}, {"1969-12-31T23:00:00Z", "1970-01-01"},
        {"1969-12-31T22:59:59Z", "1969-12-31"}, {"2045-12-31T22:59:59Z", "2045-12-31"},
        {"2045-12-31T23:00:00Z", "2046-01-01"}, {"2046-07-01T22:30:00Z", "2046-07-02"},
    };
    g_autoptr(Calendar) calendar = sweden();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_day(calendar_day_of(calendar, instant(calendar, cases[i].utc)), cases[i].day);
}

static void
test_odd_lengths(void)
{
    static const struct {
        const char *day;
        gint64 seconds;
    } cases[] = {{"2026-03-29", 82800}, {"2026-10-25", 90000}, {"2025-10-26", 90000},
                 {"2026-03-30", 86400}, {"2014-03-30", 82800}, {"2047-10-27", 90000}};
    g_autoptr(Calendar) calendar = sweden();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gint32 number = day(cases[i].day);
        gint64 length =
            calendar_day_start(calendar, number + 1) - calendar_day_start(calendar, number);
        g_assert_cmpint(length, ==, cases[i].seconds);
    }
}

/* Every row joins the next one, and both directions of the look-up agree on its first and last
 * second. */
static void
test_rows(void)
{
    g_autoptr(Calendar) calendar = sweden();
    gsize n;
    const CalendarDay *days = calendar_days(calendar, &n);
    g_assert_cmpint((int)n, ==, 11323);
    for (gsize i = 0; i < n; i++) {
        g_assert_true(calendar_day(calendar, days[i].day) == &days[i]);
        g_assert_cmpint(calendar_day_of(calendar, days[i].start_at), ==, days[i].day);
        g_assert_cmpint(calendar_day_of(calendar, days[i].end_at - 1), ==, days[i].day);
        if (i + 1 < n) {
            gint64 work = days[i].work_end_at - days[i].work_start_at;
            g_assert_cmpint(days[i].end_at, ==, days[i + 1].start_at);
            g_assert_cmpint(days[i + 1].cum_work_secs - days[i].cum_work_secs, ==, work);
            g_assert_cmpint(days[i].is_workday ? 9 * 3600 : 0, ==, work);
        }
    }
    g_assert_null(calendar_day(calendar, days[0].day - 1));
    g_assert_null(calendar_day(calendar, days[n - 1].day + 1));
}

static void
test_keys(void)
{
    g_autoptr(Calendar) calendar = sweden();
    const CalendarDay *row = calendar_day(calendar, day("2026-03-31"));
    g_assert_cmpint(row->ymd, ==, 20260331);
    g_assert_cmpint(row->weekday, ==, 2);
    g_assert_cmpint(row->week_key, ==, 202614);
    g_assert_cmpint(row->month_key, ==, 202603);
    g_assert_cmpint(row->quarter_key, ==, 20261);
    g_assert_cmpint(row->year_key, ==, 2026);
    g_assert_cmpint(calendar_day(calendar, day("2027-01-03"))->week_key, ==, 202653);
    g_assert_cmpint(calendar_day(calendar, day("2026-12-31"))->quarter_key, ==, 20264);
}

static void
test_work_between(void)
{
    static const struct {
        const char *from, *to;
        gint64 raw, work;
    } cases[] = {
        {"2026-04-02T16:00", "2026-04-07T09:30", 408600, 9000},
        {"2026-03-27T16:30", "2026-03-30T08:15", 225900, 2700},
        {"2026-03-28T10:00", "2026-03-29T20:00", 118800, 0},
        {"2026-03-30T08:00", "2026-03-30T17:00", 32400, 32400},
        {"2026-03-30T07:00", "2026-03-30T18:00", 39600, 32400},
        {"2026-03-30T12:00", "2026-03-30T11:00", -3600, 0},
        {"1990-01-01T00:00", "2015-01-01T00:00", 788918400, 0},
        {"2046-01-01T00:00", "2046-06-01T00:00", 13042800, 0},
    };
    g_autoptr(Calendar) calendar = sweden();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gint64 from = instant(calendar, cases[i].from), to = instant(calendar, cases[i].to);
        g_assert_cmpint(to - from, ==, cases[i].raw);
        g_assert_cmpint(calendar_work_between(calendar, from, to), ==, cases[i].work);
    }
}

/* The sums against counting minute by minute, over Easter, both ends of summer time and the turn of
 * the year. */
static void
test_work_counted(void)
{
    g_autoptr(Calendar) calendar = sweden();
    g_autoptr(GRand) rand = g_rand_new_with_seed(20260329);
    static const char *const windows[] = {"2026-03-20T00:00", "2026-10-16T00:00",
                                          "2026-12-18T00:00"};
    for (int round = 0; round < 150; round++) {
        gint64 start = instant(calendar, windows[round % 3]);
        gint64 from = start + 60 * g_rand_int_range(rand, 0, 12 * 1440);
        gint64 to = from + 60 * g_rand_int_range(rand, 0, 16 * 1440), counted = 0;
        for (gint64 at = from; at < to; at += 60)
            counted += calendar_is_working(calendar, at) ? 60 : 0;
        g_assert_cmpint(calendar_work_between(calendar, from, to), ==, counted);
        gint64 end = calendar_work_add(calendar, from, counted);
        g_assert_cmpint(end, <=, MAX(from, to));
        g_assert_cmpint(calendar_work_between(calendar, from, end), ==, counted);
    }
}

static void
test_work_add(void)
{
    static const struct {
        const char *from;
        int hours;
        const char *to;
    } cases[] = {
        {"2026-05-29T15:00", 4, "2026-06-01T10:00"},  {"2026-06-18T16:00", 9, "2026-06-22T16:00"},
        {"2026-03-30T08:00", 9, "2026-03-30T17:00"},  {"2026-03-28T12:00", 1, "2026-03-30T09:00"},
        {"2026-03-30T20:00", 9, "2026-03-31T17:00"},  {"2026-03-30T12:00", 0, "2026-03-30T12:00"},
        {"2026-03-30T12:00", -3, "2026-03-30T12:00"},
    };
    g_autoptr(Calendar) calendar = sweden();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gint64 from = instant(calendar, cases[i].from), to = instant(calendar, cases[i].to);
        gint64 end = calendar_work_add(calendar, from, cases[i].hours * 3600);
        g_assert_cmpint(end, ==, to);
        if (cases[i].hours > 0)
            g_assert_cmpint(calendar_work_between(calendar, from, end), ==, cases[i].hours * 3600);
    }
    gsize n;
    const CalendarDay *days = calendar_days(calendar, &n);
    gint64 late = calendar_work_add(calendar, days[n - 1].start_at, 1000000);
    g_assert_cmpint(late, ==, days[n - 1].end_at);
}

static void
test_workdays(void)
{
    g_autoptr(Calendar) calendar = sweden();
    gint32 february = day("2026-02-28"), march = day("2026-03-31");
    g_assert_cmpint(calendar_workdays_between(calendar, february, day("2026-03-17")), ==, 12);
    g_assert_cmpint(calendar_workdays_between(calendar, february, march), ==, 22);
    g_assert_cmpint(calendar_workdays_between(calendar, march, february), ==, -22);
    assert_day(calendar_workday_add(calendar, day("2026-01-31"), 12), "2026-02-17");
    assert_day(calendar_workday_add(calendar, day("2026-04-02"), 1), "2026-04-07");
    assert_day(calendar_workday_add(calendar, day("2026-04-07"), -1), "2026-04-02");
    assert_day(calendar_workday_add(calendar, day("2026-04-05"), 0), "2026-04-05");
    assert_day(calendar_workday_add(calendar, day("2026-04-05"), -2), "2026-04-01");
    assert_day(calendar_workday_add(calendar, day("2026-04-01"), 100000), "2045-12-31");
    assert_day(calendar_workday_add(calendar, day("2026-04-01"), -100000), "2015-01-01");
}

static void
test_is_working(void)
{
    g_autoptr(Calendar) calendar = sweden();
    g_assert_true(calendar_is_working(calendar, instant(calendar, "2026-03-30T08:00:00")));
    g_assert_true(calendar_is_working(calendar, instant(calendar, "2026-03-30T16:59:59")));
    g_assert_false(calendar_is_working(calendar, instant(calendar, "2026-03-30T17:00:00")));
    g_assert_false(calendar_is_working(calendar, instant(calendar, "2026-03-30T07:59:59")));
    g_assert_false(calendar_is_working(calendar, instant(calendar, "2026-03-29T12:00:00")));
    g_assert_false(calendar_is_working(calendar, instant(calendar, "2026-04-03T12:00:00")));
    g_assert_false(calendar_is_working(calendar, instant(calendar, "2050-03-30T12:00:00")));
}

static void
test_holidays(void)
{
    static const struct {
        const char *day, *name;
    } cases[] = {
        {"2026-01-01", "Nyårsdagen"},
        {"2026-01-06", "Trettondedag jul"},
        {"2026-04-03", "Långfredagen"},
        {"2026-04-05", "Påskdagen"},
        {"2026-04-06", "Annandag påsk"},
        {"2026-05-01", "Första maj"},
        {"2026-05-14", "Kristi himmelsfärdsdag"},
        {"2026-05-24", "Pingstdagen"},
        {"2026-06-06", "Nationaldagen"},
        {"2026-06-19", "Midsommarafton"},
        {"2026-06-20", "Midsommardagen"},
        {"2026-10-31", "Alla helgons dag"},
        {"2026-12-24", "Julafton"},
        {"2026-12-25", "Juldagen"},
        {"2026-12-26", "Annandag jul"},
        {"2026-12-31", "Nyårsafton"},
        {"2026-05-25", NULL},
        {"2026-04-04", NULL},
        {"2030-11-02", "Alla helgons dag"},
        {"2025-11-01", "Alla helgons dag"},
        {"2021-06-26", "Midsommardagen"},
    };
    g_autoptr(Calendar) calendar = sweden();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const CalendarDay *row = calendar_day(calendar, day(cases[i].day));
        g_assert_cmpstr(row->holiday, ==, cases[i].name);
        if (cases[i].name)
            g_assert_false(row->is_workday);
    }
    g_assert_null(holiday_sweden(day("2004-06-06")));
}

static void
test_easter(void)
{
    static const char *const sundays[] = {"1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23",
                                          "2011-04-24", "2019-04-21", "2024-03-31", "2025-04-20",
                                          "2026-04-05", "2027-03-28", "2038-04-25"};
    for (gsize i = 0; i < G_N_ELEMENTS(sundays); i++)
        assert_day(holiday_easter(atoi(sundays[i])), sundays[i]);
}

static void
test_quiet(void)
{
    static const struct {
        const char *day;
        gboolean quiet;
    } cases[] = {{"2026-07-05", FALSE}, {"2026-07-06", TRUE},  {"2026-08-02", TRUE},
                 {"2026-08-03", FALSE}, {"2026-12-21", FALSE}, {"2026-12-22", TRUE},
                 {"2027-01-06", TRUE},  {"2027-01-07", FALSE}};
    g_autoptr(Calendar) calendar = sweden();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(calendar_day(calendar, day(cases[i].day))->is_quiet, ==, cases[i].quiet);
}

static void
test_other_settings(void)
{
    g_autoptr(GError) error = NULL;
    static const char *const off[] = {"2026-03-30", NULL};
    static const char *const weeks[] = {"W53-W1", "02-29", NULL};
    g_autoptr(Calendar) calendar =
        calendar_new("America/New_York", "Mon-Thu 08:00-17:00; Fri 08:00-15:00, sun 22:00-24:00",
                     "none", off, weeks, &error);
    g_assert_no_error(error);
    g_assert_cmpint(calendar_day(calendar, day("2026-03-30"))->is_workday, ==, FALSE);
    g_assert_cmpint(calendar_day(calendar, day("2026-04-03"))->is_workday, ==, TRUE);
    const CalendarDay *friday = calendar_day(calendar, day("2026-04-03"));
    g_assert_cmpint(friday->work_end_at - friday->work_start_at, ==, 7 * 3600);
    const CalendarDay *sunday = calendar_day(calendar, day("2026-03-08"));
    g_assert_cmpint(sunday->end_at - sunday->start_at, ==, 23 * 3600);
    g_assert_cmpint(sunday->work_end_at, ==, sunday->end_at);
    g_assert_cmpint(sunday->work_end_at - sunday->work_start_at, ==, 2 * 3600);
    g_assert_true(calendar_day(calendar, day("2028-02-29"))->is_quiet);
    g_assert_true(calendar_day(calendar, day("2026-12-30"))->is_quiet);
    g_assert_false(calendar_day(calendar, day("2026-01-10"))->is_quiet);
    g_autoptr(Calendar) home = sweden();
    g_autoptr(Calendar) again = sweden();
    const char *mark = calendar_fingerprint(home);
    g_assert_cmpstr(mark, ==, calendar_fingerprint(again));
    g_assert_cmpstr(mark, !=, calendar_fingerprint(calendar));
}

/* Hours inside the hour that is skipped never become negative. */
static void
test_night_hours(void)
{
    g_autoptr(Calendar) calendar =
        calendar_new("Europe/Stockholm", "Sun 02:30-03:00", "none", NULL, NULL, NULL);
    const CalendarDay *row = calendar_day(calendar, day("2026-03-29"));
    g_assert_cmpint(row->work_end_at - row->work_start_at, ==, 0);
    row = calendar_day(calendar, day("2026-10-25"));
    g_assert_cmpint(row->work_end_at - row->work_start_at, ==, 5400);
}

static void
test_refusals(void)
{
    static const struct {
        const char *zone, *hours, *holidays, *extra, *quiet;
    } cases[] = {
        {"Europe/Stokholm", "Mon-Fri 08:00-17:00", "SE", NULL, NULL},
        {"../../etc/passwd", "Mon-Fri 08:00-17:00", "SE", NULL, NULL},
        {"", "Mon-Fri 08:00-17:00", "SE", NULL, NULL},
        {"Europe", "Mon-Fri 08:00-17:00", "SE", NULL, NULL},
        {"Europe/", "Mon-Fri 08:00-17:00", "SE", NULL, NULL},
        {"+02:00", "Mon-Fri 08:00-17:00", "SE", NULL, NULL},
        {"Foo5", "Mon-Fri 08:00-17:00", "SE", NULL, NULL},
        {"localtime", "Mon-Fri 08:00-17:00", "SE", NULL, NULL},
        {NULL, "Mon-Fri 08:00-17:00", "SE", NULL, NULL},
        {"UTC", "", "SE", NULL, NULL},
        {"UTC", NULL, "SE", NULL, NULL},
        {"UTC", ";,", "SE", NULL, NULL},
        {"UTC", "Mon-Fri", "SE", NULL, NULL},
        {"UTC", "Mon-Fri 8-17", "SE", NULL, NULL},
        {"UTC", "Mon-Fri 17:00-08:00", "SE", NULL, NULL},
        {"UTC", "Fri-Mon 08:00-17:00", "SE", NULL, NULL},
        {"UTC", "Mon-Fri 08:00-24:01", "SE", NULL, NULL},
        {"UTC", "Mon-Fri 08:60-17:00", "SE", NULL, NULL},
        {"UTC", "Mon-Fri 08:00-17:00 x", "SE", NULL, NULL},
        {"UTC", "Mon-Fri 08:00-17:00; Tue 08:00-12:00", "SE", NULL, NULL},
        {"UTC", "Mon-Fri 08:00-17:00", "NO", NULL, NULL},
        {"UTC", "Mon-Fri 08:00-17:00", "SE", "easter", NULL},
        {"UTC", "Mon-Fri 08:00-17:00", "SE", "2026-02-29", NULL},
        {"UTC", "Mon-Fri 08:00-17:00", "SE", NULL, "W54"},
        {"UTC", "Mon-Fri 08:00-17:00", "SE", NULL, "W0"},
        {"UTC", "Mon-Fri 08:00-17:00", "SE", NULL, "W28..W31"},
        {"UTC", "Mon-Fri 08:00-17:00", "SE", NULL, "12-22-01-06"},
        {"UTC", "Mon-Fri 08:00-17:00", "SE", NULL, "02-30"},
        {"UTC", "Mon-Fri 08:00-17:00", "SE", NULL, ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        const char *const off[] = {cases[i].extra, NULL}, *const weeks[] = {cases[i].quiet, NULL};
        g_autoptr(Calendar) calendar =
            calendar_new(cases[i].zone, cases[i].hours, cases[i].holidays, off, weeks, &error);
        g_assert_null(calendar);
        g_assert_error(error, CADENS_ERROR, CADENS_ERROR_BAD_INPUT);
    }
}

int
main(int argc, char **argv)
{
    g_setenv("TZ", "America/Los_Angeles", TRUE); /* a salesperson who travels changes nothing */
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/calendar/local-days", test_local_days);
    g_test_add_func("/calendar/odd-lengths", test_odd_lengths);
    g_test_add_func("/calendar/rows", test_rows);
    g_test_add_func("/calendar/keys", test_keys);
    g_test_add_func("/calendar/work-between", test_work_between);
    g_test_add_func("/calendar/work-counted", test_work_counted);
    g_test_add_func("/calendar/work-add", test_work_add);
    g_test_add_func("/calendar/workdays", test_workdays);
    g_test_add_func("/calendar/is-working", test_is_working);
    g_test_add_func("/calendar/holidays", test_holidays);
    g_test_add_func("/calendar/easter", test_easter);
    g_test_add_func("/calendar/quiet", test_quiet);
    g_test_add_func("/calendar/other-settings", test_other_settings);
    g_test_add_func("/calendar/night-hours", test_night_hours);
    g_test_add_func("/calendar/refusals", test_refusals);
    return g_test_run();
}
