/* SPDX-License-Identifier: MIT
 * Periods: labels both ways, bounds, and the period to compare with (spec 00 §4, 15-A2, 15-A3,
 * E30). */
#include "base/period.h"
#include "base/error.h"

static Period
parsed(const char *label)
{
    g_autoptr(GError) error = NULL;
    Period period;
    gboolean ok = period_parse(label, &period, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
    return period;
}

static void
assert_period(const Period *period, const char *label, const char *first, const char *last)
{
    g_autofree char *made = period_label(period);
    g_autofree char *from = day_format(period->first), *to = day_format(period->last);
    g_assert_cmpstr(made, ==, label);
    g_assert_cmpstr(from, ==, first);
    g_assert_cmpstr(to, ==, last);
}

static void
test_labels(void)
{
    static const struct {
        const char *label, *first, *last;
    } cases[] = {
        {"day:2026-03-31", "2026-03-31", "2026-03-31"},
        {"week:2026-W13", "2026-03-23", "2026-03-29"},
        {"week:2026-W01", "2025-12-29", "2026-01-04"},
        {"week:2026-W53", "2026-12-28", "2027-01-03"},
        {"month:2026-02", "2026-02-01", "2026-02-28"},
        {"month:2024-02", "2024-02-01", "2024-02-29"},
        {"month:2026-12", "2026-12-01", "2026-12-31"},
        {"quarter:2026-Q1", "2026-01-01", "2026-03-31"},
        {"quarter:2026-Q4", "2026-10-01", "2026-12-31"},
        {"half:2026-H1", "2026-01-01", "2026-06-30"},
        {"half:2026-H2", "2026-07-01", "2026-12-31"},
        {"year:2026", "2026-01-01", "2026-12-31"},
        {"point:2026-03-31", "2026-03-31", "2026-03-31"},
        {"lifetime:2026-03-31", "1900-01-01", "2026-03-31"},
        {"rolling90:2026-03-30", "2025-12-31", "2026-03-30"},
        {"rolling1:2026-03-30", "2026-03-30", "2026-03-30"},
        {"rolling12m:2026-03-30", "2025-03-31", "2026-03-30"},
        {"rolling12m:2024-02-29", "2023-03-01", "2024-02-29"},
        {"rolling36m:2026-03-30", "2023-03-31", "2026-03-30"},
        {"rolling6m:2026-02", "2025-09-01", "2026-02-28"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        Period period = parsed(cases[i].label);
        assert_period(&period, cases[i].label, cases[i].first, cases[i].last);
    }
}

static void
test_refusals(void)
{
    static const char *const cases[] = {
        "",
        "month",
        "month:",
        "month:2026-13",
        "month:2026-00",
        "month:2026-3",
        "month:2026-03 ",
        "month:26-03",
        "Month:2026-03",
        "month 2026-03",
        "week:2026-W54",
        "week:2025-W53",
        "week:2026-W00",
        "week:2026-13",
        "week:2026W13",
        "quarter:2026-Q0",
        "quarter:2026-Q5",
        "quarter:2026-Q11",
        "half:2026-H3",
        "year:26",
        "year:0000",
        "year:2026-",
        "day:2026-02-29",
        "day:2026-3-1",
        "point:now",
        "rolling:2026-03-30",
        "rolling0:2026-03-30",
        "rolling-5:2026-03-30",
        "rolling99999999999999999999:2026-03-30",
        "rolling90:2026-03",
        "rolling12m:2026-03",
        "rolling6m:2026-03-30",
        "rolling90",
        "rolling90m",
        "decade:2020",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        Period period;
        g_test_message("%s", cases[i]);
        g_assert_false(period_parse(cases[i], &period, &error));
        g_assert_error(error, CADENS_ERROR, CADENS_ERROR_BAD_INPUT);
    }
    g_assert_false(period_parse(NULL, &(Period){0}, NULL));
}

/* Whatever the label: refused, or read into days in order whose label means the same. */
static void
test_any(void)
{
    static const char *const kinds[] = {
        "month:", "week:",       "quarter:",   "half:",      "day:",    "point:",
        "year:",  "rolling12m:", "rolling6m:", "rolling90:", "rolling", "x:"};
    static const char *const pieces[] = {"2026", "2026-", "-",  "03", "03-", "31",
                                         "W13",  "W53",   "Q1", "H2", "0",   "\xff"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(42);
    int read = 0;
    for (int round = 0; round < 50000; round++) {
        g_autoptr(GString) text =
            g_string_new(kinds[g_rand_int_range(rand, 0, G_N_ELEMENTS(kinds))]);
        for (int n = g_rand_int_range(rand, 1, 4); n > 0; n--)
            g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
        g_autofree char *copy = g_memdup2(text->str, text->len + 1);
        Period period, again;
        if (!period_parse(copy, &period, NULL))
            continue;
        g_autofree char *label = period_label(&period);
        read++;
        g_assert_true(period_parse(label, &again, NULL));
        g_assert_cmpint(period.first, <=, period.last);
        g_assert_cmpint(again.first, ==, period.first);
        g_assert_cmpint(again.last, ==, period.last);
    }
    g_assert_cmpint(read, >, 20);
}

/* Every day of four years lies in exactly the period that the parser gives for its label. */
static void
test_containing(void)
{
    static const PeriodKind kinds[] = {PERIOD_DAY,     PERIOD_WEEK, PERIOD_MONTH,
                                       PERIOD_QUARTER, PERIOD_HALF, PERIOD_YEAR};
    gint32 from = day_from_ymd(2023, 1, 1), to = day_from_ymd(2027, 1, 1);
    for (gint32 day = from; day < to; day++)
        for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
            Period period = period_containing(kinds[i], day);
            g_assert_cmpint(period.first, <=, day);
            g_assert_cmpint(period.last, >=, day);
            g_autofree char *label = period_label(&period);
            Period again = parsed(label);
            g_assert_cmpint(again.kind, ==, kinds[i]);
            g_assert_cmpint(again.first, ==, period.first);
            g_assert_cmpint(again.last, ==, period.last);
        }
}

static void
test_rolling(void)
{
    Period days = period_rolling_days(90, day_from_ymd(2026, 3, 30));
    assert_period(&days, "rolling90:2026-03-30", "2025-12-31", "2026-03-30");
    Period running = period_rolling_months(6, day_from_ymd(2026, 3, 30));
    assert_period(&running, "rolling6m:2026-02", "2025-09-01", "2026-02-28");
    Period complete = period_rolling_months(6, day_from_ymd(2026, 3, 31));
    assert_period(&complete, "rolling6m:2026-03", "2025-10-01", "2026-03-31");
}

static void
test_previous(void)
{
    static const struct {
        const char *period, *today, *label, *first, *last;
    } cases[] = {
        {"month:2026-03", "2026-03-17", "month:2026-02", "2026-02-01", "2026-02-17"},
        {"month:2026-03", "2026-03-31", "month:2026-02", "2026-02-01", "2026-02-28"},
        {"month:2026-03", "2026-05-01", "month:2026-02", "2026-02-01", "2026-02-28"},
        {"month:2026-03", "2026-01-01", "month:2026-02", "2026-02-01", "2026-02-28"},
        {"month:2026-03", "2026-03-30", "month:2026-02", "2026-02-01", "2026-02-28"},
        {"month:2026-01", "2026-01-01", "month:2025-12", "2025-12-01", "2025-12-01"},
        {"week:2026-W01", "2026-01-02", "week:2025-W52", "2025-12-22", "2025-12-28"},
        {"week:2026-W14", "2026-03-31", "week:2026-W13", "2026-03-23", "2026-03-24"},
        {"quarter:2026-Q1", "2026-06-01", "quarter:2025-Q4", "2025-10-01", "2025-12-31"},
        {"half:2026-H1", "2026-12-01", "half:2025-H2", "2025-07-01", "2025-12-31"},
        {"year:2026", "2027-06-01", "year:2025", "2025-01-01", "2025-12-31"},
        {"day:2026-03-31", "2026-03-31", "day:2026-03-30", "2026-03-30", "2026-03-30"},
        {"point:2026-03-31", "2026-03-31", "point:2026-02-28", "2026-02-28", "2026-02-28"},
        {"lifetime:2026-03-31", "2026-03-31", "lifetime:2026-02-28", "1900-01-01", "2026-02-28"},
        {"rolling90:2026-03-30", "2026-03-31", "rolling90:2025-12-30", "2025-10-02", "2025-12-30"},
        {"rolling12m:2026-03-30", "2026-03-31", "rolling12m:2025-03-30", "2024-03-31",
         "2025-03-30"},
        {"rolling6m:2026-02", "2026-03-31", "rolling6m:2025-08", "2025-03-01", "2025-08-31"},
    };
    static const char *const extra[] = {"midsummer_eve", "christmas_eve", "new_year_eve", NULL};
    g_autoptr(Calendar) calendar =
        calendar_new("Europe/Stockholm", "Mon-Fri 08:00-17:00", "SE", extra, NULL, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gint32 today;
        Period period = parsed(cases[i].period);
        g_test_message("%s on %s", cases[i].period, cases[i].today);
        g_assert_true(day_parse(cases[i].today, &today));
        Period previous = period_previous(&period, today, calendar);
        assert_period(&previous, cases[i].label, cases[i].first, cases[i].last);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/period/labels", test_labels);
    g_test_add_func("/period/refusals", test_refusals);
    g_test_add_func("/period/any", test_any);
    g_test_add_func("/period/containing", test_containing);
    g_test_add_func("/period/rolling", test_rolling);
    g_test_add_func("/period/previous", test_previous);
    return g_test_run();
}
