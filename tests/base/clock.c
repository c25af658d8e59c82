/* SPDX-License-Identifier: MIT
 * Instants: zones by name, local time with gaps and folds, ISO 8601 in and out. */
#include "base/clock.h"

static void
test_zones(void)
{
    static const char *const good[] = {"Europe/Stockholm",
                                       "UTC",
                                       "Etc/GMT+5",
                                       "America/Port-au-Prince",
                                       "America/Argentina/Buenos_Aires",
                                       "EST5EDT"};
    static const char *const bad[] = {
        "",
        "Europe",
        "Europe/",
        "/Europe/Stockholm",
        "Europe//Stockholm",
        "../UTC",
        "Europe/../UTC",
        "./UTC",
        "+02:00",
        "Foo5",
        "CET-1CEST,M3.5.0,M10.5.0/3",
        "localtime",
        "posixrules",
        "tzdata.zi",
        "Europe/Stockholm ",
        "Europe/Stockholm\n",
        "zone1970.tab",
        "europe/stockholm",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
    for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
        g_autoptr(GTimeZone) zone = clock_zone_new(good[i]);
        g_test_message("%s", good[i]);
        g_assert_nonnull(zone);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_test_message("%s", bad[i]);
        g_assert_null(clock_zone_new(bad[i]));
    }
    g_assert_null(clock_zone_new(NULL));
}

/* Expected by hand from the rules of each zone; gap = offset before it, fold = the first. */
static void
test_civil(void)
{
    static const struct {
        const char *zone, *local, *utc;
    } cases[] = {
        {"Europe/Stockholm", "2026-03-29T01:59:59", "2026-03-29T00:59:59Z"},
        {"Europe/Stockholm", "2026-03-29T02:00:00", "2026-03-29T01:00:00Z"},
        {"Europe/Stockholm", "2026-03-29T02:30:00", "2026-03-29T01:30:00Z"},
        {"Europe/Stockholm", "2026-03-29T03:00:00", "2026-03-29T01:00:00Z"},
        {"Europe/Stockholm", "2026-10-25T01:59:59", "2026-10-24T23:59:59Z"},
        {"Europe/Stockholm", "2026-10-25T02:00:00", "2026-10-25T00:00:00Z"},
        {"Europe/Stockholm", "2026-10-25T02:59:59", "2026-10-25T00:59:59Z"},
        {"Europe/Stockholm", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z"},
        {"Europe/Stockholm", "1969-12-31T23:59:59", "1969-12-31T22:59:59Z"},
        {"Europe/Dublin", "2026-10-25T01:30:00", "2026-10-25T00:30:00Z"},
        {"Europe/Dublin", "2026-03-29T01:30:00", "2026-03-29T01:30:00Z"},
        {"America/New_York", "2026-03-08T02:30:00", "2026-03-08T07:30:00Z"},
        {"America/New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00Z"},
        {"America/Havana", "2026-11-01T00:30:00", "2026-11-01T04:30:00Z"},
        {"Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45:00Z"},
        {"Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:45:00Z"},
        {"Asia/Kolkata", "2026-01-01T00:00:00", "2025-12-31T18:30:00Z"},
        {"Pacific/Apia", "2011-12-29T12:00:00", "2011-12-29T22:00:00Z"},
        {"Pacific/Apia", "2011-12-31T12:00:00", "2011-12-30T22:00:00Z"},
        {"UTC", "2026-06-30T23:59:60", "2026-07-01T00:00:00Z"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GTimeZone) zone = clock_zone_new(cases[i].zone);
        gint64 at = 0;
        gboolean had_offset = TRUE;
        g_test_message("%s %s", cases[i].zone, cases[i].local);
        g_assert_true(clock_parse_instant(cases[i].local, zone, &at, &had_offset));
        g_assert_false(had_offset);
        g_autofree char *utc = clock_format_utc(at);
        g_assert_cmpstr(utc, ==, cases[i].utc);
    }
}

/* All quarters of an hour of two years, against GDateTime going the other way. */
static void
test_round_trip(void)
{
    static const char *const zones[] = {"Europe/Stockholm", "America/Sao_Paulo", "Asia/Kathmandu"};
    for (gsize z = 0; z < G_N_ELEMENTS(zones); z++) {
        g_autoptr(GTimeZone) zone = clock_zone_new(zones[z]);
        gint64 start = 1767222000; /* 2026-01-01 in Sweden */
        for (gint64 at = start; at < start + 2 * 366 * 86400; at += 4500) {
            g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(at);
            g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);
            gint64 back =
                clock_from_civil(zone, g_date_time_get_year(local), g_date_time_get_month(local),
                                 g_date_time_get_day_of_month(local), g_date_time_get_hour(local),
                                 g_date_time_get_minute(local), g_date_time_get_second(local));
            gboolean second_of_fold = back == at - 3600;
            g_assert_true(back == at || second_of_fold);
            g_assert_cmpint(clock_offset(zone, at), ==,
                            g_date_time_get_utc_offset(local) / G_USEC_PER_SEC);
        }
    }
}

static void
test_parse(void)
{
    static const struct {
        const char *text;
        gint64 at;
        gboolean had_offset;
    } cases[] = {
        {"2026-03-31T12:00:00+02:00", 1774951200, TRUE},
        {"2026-03-31T10:00:00Z", 1774951200, TRUE},
        {"2026-03-31t10:00:00z", 1774951200, TRUE},
        {"2026-03-31 12:00", 1774951200, FALSE},
        {"2026-03-31T12:00", 1774951200, FALSE},
        {"2026-03-31T12:00+0200", 1774951200, TRUE},
        {"2026-03-31T12:00+02", 1774951200, TRUE},
        {"2026-03-31T05:30:00.123-04:30", 1774951200, TRUE},
        {"1970-01-01T00:00:00Z", 0, TRUE},
        {"1969-12-31T23:59:59Z", -1, TRUE},
    };
    static const char *const bad[] = {
        "",
        "2026-03-31",
        "2026-03-31T",
        "2026-03-31T12",
        "2026-03-31T12:0",
        "2026-03-31T24:00",
        "2026-03-31T12:60",
        "2026-03-31T12:00:61",
        "2026-02-29T12:00",
        "2026-13-01T12:00",
        "2026-03-31T12:00 ",
        " 2026-03-31T12:00",
        "2026-03-31T12:00:00+",
        "2026-03-31T12:00:00+2",
        "2026-03-31T12:00:00+02:",
        "2026-03-31T12:00:00+02:0",
        "2026-03-31T12:00:00+24:00",
        "2026-03-31T12:00:00+02:60",
        "2026-03-31T12:00:00ZZ",
        "2026-03-31T12:00:00.Z",
        "2026-03-31T12:00:00 CET",
        "2026-03-31_12:00",
        "12:00",
        "20260331T120000Z",
        "2026-03-31T12:00:00+02:00:00",
    };
    g_autoptr(GTimeZone) zone = clock_zone_new("Europe/Stockholm");
    gint64 at = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gboolean had_offset = !cases[i].had_offset;
        g_test_message("%s", cases[i].text);
        g_assert_true(clock_parse_instant(cases[i].text, zone, &at, &had_offset));
        g_assert_cmpint(at, ==, cases[i].at);
        g_assert_cmpint(had_offset, ==, cases[i].had_offset);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_test_message("%s", bad[i]);
        g_assert_false(clock_parse_instant(bad[i], zone, &at, NULL));
    }
    g_assert_false(clock_parse_instant(NULL, zone, &at, NULL));
}

/* Every prefix of an instant, and every instant with one byte changed: refused, or read and written
 * back. */
static void
test_mangled(void)
{
    static const char whole[] = "2026-03-31T12:00:00.5+02:00";
    static const char bytes[] = "09:-+.TZ \xff\x01";
    g_autoptr(GTimeZone) zone = clock_zone_new("Europe/Stockholm");
    gint64 at = 0, again = 0;
    for (gsize i = 0; i < sizeof whole - 1; i++) {
        g_autofree char *prefix = g_strndup(whole, i);
        gboolean complete = i == 16 || i == 19 || i == 21 || i == 24;
        g_assert_cmpint(clock_parse_instant(prefix, zone, &at, NULL), ==, complete);
        for (gsize j = 0; j < sizeof bytes - 1; j++) {
            g_autofree char *text = g_strdup(whole);
            text[i] = bytes[j];
            if (!clock_parse_instant(text, zone, &at, NULL))
                continue;
            g_autofree char *back = clock_format(at, zone);
            g_assert_true(clock_parse_instant(back, zone, &again, NULL));
            g_assert_cmpint(again, ==, at);
        }
    }
}

static void
test_format(void)
{
    static const struct {
        const char *zone;
        gint64 at;
        const char *text;
    } cases[] = {
        {"Europe/Stockholm", 1774951200, "2026-03-31T12:00:00+02:00"},
        {"Europe/Stockholm", 1767222000, "2026-01-01T00:00:00+01:00"},
        {"America/St_Johns", 1774951200, "2026-03-31T07:30:00-02:30"},
        {"UTC", -1, "1969-12-31T23:59:59+00:00"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GTimeZone) zone = clock_zone_new(cases[i].zone);
        g_autofree char *text = clock_format(cases[i].at, zone);
        gint64 back = 0;
        g_assert_cmpstr(text, ==, cases[i].text);
        g_assert_true(clock_parse_instant(text, zone, &back, NULL));
        g_assert_cmpint(back, ==, cases[i].at);
    }
}

static void
test_now(void)
{
    gint64 before = g_get_real_time() / G_USEC_PER_SEC, now = clock_now();
    g_assert_cmpint(now, >=, before);
    g_assert_cmpint(now, <=, before + 5);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/clock/zones", test_zones);
    g_test_add_func("/clock/civil", test_civil);
    g_test_add_func("/clock/round-trip", test_round_trip);
    g_test_add_func("/clock/parse", test_parse);
    g_test_add_func("/clock/mangled", test_mangled);
    g_test_add_func("/clock/format", test_format);
    g_test_add_func("/clock/now", test_now);
    return g_test_run();
}
