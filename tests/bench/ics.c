/* SPDX-License-Identifier: MIT
 * A feed of 10,000 events (15 MB, a fifth recurring): check, split and expansion of one year,
 * against libical parsing the same bytes. For the rows of the whole program (feed.py):
 *   ics write FILE CHANGED STAMP    that feed; CHANGED of its events have another summary, all of them the DTSTAMP
 *   ics write FILE CHANGED STAMP year    all of it lies in 2025, and series go on from January to December: what an expansion of one year gives
 *   ics parse FILE                  libical parses it and does nothing else
 *   ics sum FILE                    SHA-256 of its bytes */
#include <libical/ical.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include "collect/ics.h"

#define EVENTS 10000
#define FROM 1735689600 /* 2025-01-01 */
#define TO 1767225600   /* 2026-01-01 */

static const char *const words[] = {"möte", "genomgång",  "kund",   "projekt",  "uppstart",
                                    "demo", "avstämning", "offert", "strategi", "budget"};
static const char *const rules[] = {"FREQ=WEEKLY;BYDAY=MO",
                                    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
                                    "FREQ=MONTHLY;BYDAY=1WE",
                                    "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR",
                                    "FREQ=MONTHLY;BYMONTHDAY=15",
                                    "FREQ=YEARLY",
                                    "FREQ=WEEKLY;UNTIL=20260630T080000Z",
                                    "FREQ=WEEKLY;COUNT=40",
                                    "FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR"};

/* Folded at 75 bytes, as servers do. */
static void
add_line(GString *feed, const char *line)
{
    gsize length = strlen(line);
    for (gsize at = 0; at < length; at += 74)
        g_string_append_printf(feed, "%s%.*s\r\n", at ? " " : "", (int)MIN(length - at, 74),
                               line + at);
}

static void
add_people(GString *feed, GRand *rand)
{
    for (int n = g_rand_int_range(rand, 1, 7); n > 0; n--) {
        g_autofree char *line =
            g_strdup_printf("ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN="
                            "Person %d;X-NUM-GUESTS=0:"
                            "mailto:person%d@kund%d.example",
                            n, g_rand_int_range(rand, 1, 900), g_rand_int_range(rand, 1, 150));
        add_line(feed, line);
    }
}

static void
add_description(GString *feed, GRand *rand)
{
    g_autoptr(GString) text = g_string_new("DESCRIPTION:");
    for (int n = g_rand_int_range(rand, 10, 90); n > 0; n--)
        g_string_append_printf(text, "%s ", words[g_rand_int_range(rand, 0, G_N_ELEMENTS(words))]);
    for (int n = 0; n < 80; n++)
        g_string_append_c(text, 'x');
    add_line(feed, text->str);
}

typedef struct {
    const char *zone, *stamp;
    int changed;
    gboolean one_year;
} Kind;

/* The rule of a series, ended with the year when it is to. */
static char *
rule_of(int i, const Kind *kind)
{
    const char *rule = rules[i / 5 % G_N_ELEMENTS(rules)];
    if (!kind->one_year)
        return g_strdup(rule);
    g_auto(GStrv) parts = g_regex_split_simple(";(?:UNTIL|COUNT)=.*", rule, 0, 0);
    return g_strconcat(parts[0], ";UNTIL=20251231T220000Z", NULL);
}

static void
add_event(GString *feed, GRand *rand, int i, const Kind *kind)
{
    const char *zone = kind->zone;
    int day = g_rand_int_range(rand, 1, 29), month = g_rand_int_range(rand, 1, 13),
        year = g_rand_int_range(rand, 2022, 2027);
    int hour = g_rand_int_range(rand, 8, 17);
    g_autofree char *rule = rule_of(i, kind);
    if (kind->one_year) {
        year = 2025;
        month = i % 5 == 0 ? 1 : month;
    }
    g_string_append_printf(feed,
                           "BEGIN:VEVENT\r\nDTSTART;TZID=%s:%04d%02d%02dT%02d0000\r\nDTEND;TZID=%s:"
                           "%04d%02d%02dT%02d3000\r\n",
                           zone, year, month, day, hour, zone, year, month, day, hour);
    if (i % 5 == 0)
        g_string_append_printf(feed, "RRULE:%s\r\nEXDATE;TZID=%s:%04d%02d%02dT%02d0000\r\n",
                               rule, zone, year, month, day, hour);
    g_string_append_printf(feed,
                           "DTSTAMP:%s\r\nORGANIZER;CN=Anna:mailto:anna@satori."
                           "example\r\nUID:%06dabcdef@bench.example\r\n",
                           kind->stamp, i);
    add_people(feed, rand);
    add_description(feed, rand);
    g_string_append_printf(
        feed, "LOCATION:Stockholm\\, Kungsgatan "
              "1\r\nSEQUENCE:1\r\nSTATUS:CONFIRMED\r\nSUMMARY:möte med %s\r\nEND:VEVENT\r\n",
        i < kind->changed ? "annan" : "kund");
}

static char *
make_feed(const Kind *kind)
{
    GString *feed = g_string_new("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);
    for (int i = 0; i < EVENTS; i++)
        add_event(feed, rand, i, kind);
    g_string_append(feed, "END:VCALENDAR\r\n");
    return g_string_free(feed, FALSE);
}

static long
peak_kib(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static double
seconds_since(gint64 start)
{
    return (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;
}

static guint
expand_all(const char *body, gsize length, GTimeZone *zone)
{
    guint occurrences = 0;
    gint64 start = g_get_monotonic_time();
    gboolean is_whole = collect_ics_check(body, length, NULL);
    g_autoptr(IcsFeed) feed = collect_ics_split(body, length, FALSE);
    printf("%s, check and split with hashes %.3f s, ", is_whole ? "whole" : "cut",
           seconds_since(start));
    for (guint i = 0; i < feed->groups->len; i++) {
        g_autoptr(GPtrArray) events =
            collect_ics_expand(g_ptr_array_index(feed->groups, i), feed, zone, FROM, TO, NULL);
        occurrences += events->len;
    }
    return occurrences;
}

static double
parse_with_libical(const char *body)
{
    gint64 start = g_get_monotonic_time();
    icalcomponent *component = icalparser_parse_string(body);
    icalcomponent_free(component);
    return seconds_since(start);
}

/* What the program may be compared with, in a process of its own. */
static int
serve(const char *task, const char *path, char **more)
{
    g_autofree char *body = NULL;
    gsize length;
    if (strcmp(task, "write") == 0) {
        const Kind kind = {"Europe/Stockholm", more[1], (int)g_ascii_strtoll(more[0], NULL, 10), more[2] && strcmp(more[2], "year") == 0};
        body = make_feed(&kind);
        return g_file_set_contents(path, body, -1, NULL) ? 0 : 1;
    }
    if (!g_file_get_contents(path, &body, &length, NULL))
        return 1;
    if (strcmp(task, "parse") == 0)
        return parse_with_libical(body) < 0;
    g_autofree char *sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)body, length);
    return puts(sum) < 0;
}

int
main(int argc, char **argv)
{
    if (argc > 2)
        return serve(argv[1], argv[2], argv + 3);
    static const char *const zones[] = {"Europe/Stockholm", "W. Europe Standard Time"};
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
    for (gsize i = 0; i < G_N_ELEMENTS(zones); i++) {
        const Kind kind = {zones[i], "20250901T120000Z", 0, FALSE};
        g_autofree char *body = make_feed(&kind);
        gsize length = strlen(body);
        long before = peak_kib();
        gint64 start = g_get_monotonic_time();
        guint occurrences = expand_all(body, length, zone);
        double own = seconds_since(start);
        printf("%u occurrences in all %.3f s, %ld MiB over the text; ", occurrences, own,
               (peak_kib() - before) / 1024);
        double base = parse_with_libical(body);
        printf("libical parse alone %.3f s, ratio %.2f (%s, %.1f MB)\n", base, own / base, zones[i],
               (double)length / 1e6);
    }
    return 0;
}
