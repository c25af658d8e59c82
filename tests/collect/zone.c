/* SPDX-License-Identifier: MIT
 * collect/zone: the names that vendors write, and both ways between wall clock and instant. */
#include "collect/zone.h"
#include <string.h>
#include "collect/ics-time.h"
#include "collect/zone-name.h"
#include "collect/zone-windows.h"

static gint64
wall_of(const char *text)
{
    IcsTime time;
    g_assert_true(collect_ics_time_parse(text, strlen(text), FALSE, &time));
    return time.wall;
}

static void
names(void)
{
    static const struct {
        const char *name, *zone;
    } rows[] = {
        {"Europe/Stockholm", "Europe/Stockholm"},
        {"EUROPE/STOCKHOLM", "Europe/Stockholm"},
        {"/mozilla.org/20050126_1/Europe/Stockholm", "Europe/Stockholm"},
        {"/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires",
         "America/Argentina/Buenos_Aires"},
        {"/citadel.org/20210210_1/America/New_York", "America/New_York"},
        {"W. Europe Standard Time", "Europe/Berlin"},
        {"w. europe standard time", "Europe/Berlin"},
        {"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin"},
        {"(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"},
        {"Eastern Standard Time", "America/New_York"},
        {"UTC", "UTC"},
        {"Etc/GMT+5", "Etc/GMT+5"},
        {"Customized Time Zone", NULL},
        {"Stockholm", NULL},
        {"../Europe/../Stockholm", NULL},
        {"/", NULL},
        {"(", NULL},
        {"()", NULL},
        {"", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpstr(collect_zone_name(rows[i].name), ==, rows[i].zone);
}

static void
offsets(void)
{
    static const struct {
        const char *name;
        gboolean is_offset;
        gint32 seconds;
    } rows[] = {{"Z", TRUE, 0},
                {"GMT", TRUE, 0},
                {"tzone://Microsoft/Utc", TRUE, 0},
                {"GMT+05:30", TRUE, 19800},
                {"GMT+0100", TRUE, 3600},
                {"UTC-3", TRUE, -10800},
                {"+0100", TRUE, 3600},
                {"-12:00", TRUE, -43200},
                {"GMT+15", FALSE, 0},
                {"GMT+1:", TRUE, 3600},
                {"GMT+123", FALSE, 0},
                {"GMTX", FALSE, 0},
                {"+", FALSE, 0},
                {"0100", FALSE, 0},
                {"", FALSE, 0}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint32 seconds = 0;
        g_assert_cmpint(collect_zone_name_offset(rows[i].name, &seconds), ==, rows[i].is_offset);
        g_assert_true(!rows[i].is_offset || seconds == rows[i].seconds);
    }
}

/* Every Windows name means a zone that the installed database knows. */
static void
windows_names_exist(void)
{
    static const char *const samples[] = {"Dateline Standard Time",
                                          "AUS Central Standard Time",
                                          "Romance Standard Time",
                                          "Yukon Standard Time",
                                          "UTC+13",
                                          "E. Europe Standard Time"};
    for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
        const char *zone = collect_zone_windows(samples[i]);
        g_assert_nonnull(zone);
        g_assert_cmpstr(collect_zone_name(zone), ==, zone);
    }
    g_assert_null(collect_zone_windows("Nowhere Standard Time"));
}

static void
instants(void)
{
    static const struct {
        const char *zone, *wall, *utc;
    } rows[] = {
        {"Europe/Stockholm", "20250115T120000", "20250115T110000"},
        {"Europe/Stockholm", "20250715T120000", "20250715T100000"},
        {"Europe/Stockholm", "20250330T023000", "20250330T013000"}, /* gap */
        {"Europe/Stockholm", "20250330T030000", "20250330T010000"},
        {"Europe/Stockholm", "20251026T023000", "20251026T003000"}, /* fold */
        {"Europe/Stockholm", "20251026T030000", "20251026T020000"},
        {"America/New_York", "20250309T023000", "20250309T073000"},
        {"America/New_York", "20251102T013000", "20251102T053000"},
        {"Australia/Lord_Howe", "20251005T021500", "20251004T154500"}, /* a gap of half an hour */
        {"Asia/Kolkata", "20250602T100000", "20250602T043000"},
        {"America/Sao_Paulo", "20141019T003000", "20141019T033000"},
        {"Asia/Tehran", "20180322T003000", "20180321T210000"},
        {"Pacific/Apia", "20111230T120000", "20111230T220000"}, /* a day that did not exist */
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Zone *zone = collect_zone_new_named(rows[i].zone);
        g_assert_nonnull(zone);
        g_assert_cmpint(collect_zone_to_utc(zone, wall_of(rows[i].wall)), ==, wall_of(rows[i].utc));
        collect_zone_free(zone);
    }
}

/* Where a wall clock exists once, going there and back changes nothing. */
static void
round_trips(void)
{
    static const char *const zones[] = {"Europe/Stockholm", "America/New_York",
                                        "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Gaza"};
    for (gsize i = 0; i < G_N_ELEMENTS(zones); i++) {
        Zone *zone = collect_zone_new_named(zones[i]);
        for (gint64 utc = wall_of("20150101T000000"); utc < wall_of("20350101T000000");
             utc += 7 * 3600) {
            gint64 wall = collect_zone_to_wall(zone, utc), back = collect_zone_to_utc(zone, wall);
            g_assert_true(back == utc || (back < utc && collect_zone_to_wall(zone, back) == wall));
        }
        collect_zone_free(zone);
    }
}

#define STANDARD(rule, from, to)                                                  \
    "TZID:x\nBEGIN:STANDARD\nDTSTART:19701025T030000\n" rule "TZOFFSETFROM:" from \
    "\nTZOFFSETTO:" to "\nEND:STANDARD\n"

static void
written_zones(void)
{
    static const struct {
        const char *text, *wall, *utc; /* NULL = refused */
    } rows[] = {
        {STANDARD("", "+0200", "+0100"), "20250602T100000", "20250602T090000"},
        {STANDARD("", "+0200", "+0100"), "19600602T100000", "19600602T080000"},
        {STANDARD("", "+020000", "+013000"), "20250602T100000", "20250602T083000"},
        {STANDARD("RRULE:FREQ=SECONDLY\n", "+0200", "+0100"), NULL, NULL},
        {STANDARD("RRULE:FREQ=DAILY\n", "+0200", "+0100"), NULL, NULL},
        {STANDARD("RRULE:nonsense\n", "+0200", "+0100"), NULL, NULL},
        {STANDARD("", "+0200", "soon"), NULL, NULL},
        {"TZID:x\nBEGIN:STANDARD\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\n", NULL,
         NULL},
        {"TZID:x\n", NULL, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *bare = g_memdup2(rows[i].text, strlen(rows[i].text));
        Zone *zone = collect_zone_new_inline(bare, strlen(rows[i].text));
        g_assert_cmpint(zone != NULL, ==, rows[i].wall != NULL);
        if (zone)
            g_assert_cmpint(collect_zone_to_utc(zone, wall_of(rows[i].wall)), ==,
                            wall_of(rows[i].utc));
        collect_zone_free(zone);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collect/zone/names", names);
    g_test_add_func("/collect/zone/offsets", offsets);
    g_test_add_func("/collect/zone/windows", windows_names_exist);
    g_test_add_func("/collect/zone/instants", instants);
    g_test_add_func("/collect/zone/round-trips", round_trips);
    g_test_add_func("/collect/zone/written", written_zones);
    return g_test_run();
}
