/* SPDX-License-Identifier: MIT
 * collect/ics on mutated calendars: the vectors with bytes flipped, lines moved and numbers blown
 * up, the same ones in every run. Nothing may crash, hang or read outside its input; run it under
 * the sanitizers. ROUNDS=n tries more. */
#include "collect/ics.h"
#include <stdlib.h>
#include <string.h>

static const char *const seeds[] = {"nasty/11-override-moved.ics",
                                    "nasty/15-two-masters-one-uid.ics",
                                    "nasty/17-count-and-until.ics",
                                    "nasty/19-allday.ics",
                                    "nasty/21-evil-rrule.ics",
                                    "nasty/25-two-vcalendars-bom-lf.ics",
                                    "nasty/29-dup-rdate-rrule.ics",
                                    "gen/g005.ics",
                                    "gen/g011.ics"};
static const char extra[] =
    "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nX-WR-TIMEZONE:Europe/"
    "Stockholm\r\nBEGIN:VTIMEZONE\r\nTZID:Custom\r\nBEGIN:STANDARD\r\n"
    "DTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-"
    "1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:x\r\nDTSTART;TZID=Custom:20250602T100000\r\nDURATION:"
    "P1DT2H\r\n"
    "RRULE:FREQ=MONTHLY;BYDAY=MO,-1FR;BYSETPOS=1,-1;UNTIL=20270101\r\nRDATE;VALUE=PERIOD:"
    "20250610T100000Z/PT3H\r\n"
    "ATTENDEE;CN=\"A, "
    "B\";PARTSTAT=ACCEPTED;EMAIL=a@b.example:mailto:a@b.example\r\nORGANIZER:mailto:c@d.example\r\n"
    "LOCATION:https://acme.zoom.us/j/1\\, x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x\r\n"
    "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Custom:20250707T100000\r\nDTSTART;TZID=Custom:"
    "20250708T120000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

static GPtrArray *
read_seeds(void)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    for (gsize i = 0; i < G_N_ELEMENTS(seeds); i++) {
        g_autofree char *path =
            g_test_build_filename(G_TEST_DIST, "collect", "vectors", seeds[i], NULL);
        char *text = NULL;
        g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
        g_ptr_array_add(texts, text);
    }
    g_ptr_array_add(texts, g_strdup(extra));
    return texts;
}

static void
flip(GString *text, GRand *rand)
{
    if (text->len > 0)
        text->str[g_rand_int_range(rand, 0, (gint32)text->len)] =
            (char)g_rand_int_range(rand, 0, 256);
}

static void
cut(GString *text, GRand *rand)
{
    g_string_truncate(text, g_rand_int_range(rand, 0, (gint32)text->len + 1));
}

static void
copy_slice(GString *text, GRand *rand)
{
    if (text->len == 0)
        return;
    gsize from = g_rand_int_range(rand, 0, (gint32)text->len),
          length = MIN(text->len - from, (gsize)g_rand_int_range(rand, 1, 200));
    g_autofree char *slice = g_strndup(text->str + from, length);
    g_string_insert(text, g_rand_int_range(rand, 0, (gint32)text->len), slice);
}

static void
blow_up(GString *text, GRand *rand)
{
    static const char *const values[] = {"99999999999999999999",
                                         "-1",
                                         "0",
                                         "\r\n ",
                                         "BEGIN:VEVENT\r\n",
                                         "END:VEVENT\r\n",
                                         ";;==",
                                         "\"",
                                         "FREQ=HOURLY;COUNT=999999",
                                         "19700101T000000Z",
                                         "22000101T000000Z",
                                         "BYYEARDAY=-366",
                                         "P9999999W"};
    g_string_insert(text, g_rand_int_range(rand, 0, (gint32)text->len + 1),
                    values[g_rand_int_range(rand, 0, G_N_ELEMENTS(values))]);
}

static void
digit(GString *text, GRand *rand)
{
    for (int tries = 0; text->len > 0 && tries < 50; tries++) {
        char *at = text->str + g_rand_int_range(rand, 0, (gint32)text->len);
        if (g_ascii_isdigit(*at)) {
            *at = (char)('0' + g_rand_int_range(rand, 0, 10));
            return;
        }
    }
}

static void
try_text(const GString *text, GTimeZone *zone)
{
    g_autofree char *body = text->len ? g_memdup2(text->str, text->len) : g_malloc(1);
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    gint64 start = g_get_monotonic_time();
    collect_ics_check(body, text->len, NULL);
    g_autoptr(GPtrArray) events =
        collect_ics_inspect(body, text->len, zone, 1735689600, 1838332800, problems, NULL);
    g_autoptr(Invite) invite = collect_ics_invite(body, text->len);
    for (guint i = 0; events && i < events->len; i++) {
        const Event *event = g_ptr_array_index(events, i);
        g_assert_cmpint(event->end_at, >=, event->start_at);
        g_assert_true(event->uid && g_utf8_validate(event->uid, -1, NULL));
        g_assert_true(!event->summary || g_utf8_validate(event->summary, -1, NULL));
    }
    g_assert_cmpuint(problems->len, <=, ICS_PROBLEMS_MAX + 1);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 10 * G_USEC_PER_SEC);
}

static void
mutations(void)
{
    static void (*const mutators[])(GString * text, GRand * rand) = {
        flip, flip, cut, copy_slice, blow_up, digit, digit};
    const char *rounds_text = g_getenv("ROUNDS");
    int rounds = rounds_text ? atoi(rounds_text) : 1500;
    g_autoptr(GRand) rand = g_rand_new_with_seed(4711);
    g_autoptr(GTimeZone) zone = g_time_zone_new_identifier("Europe/Stockholm");
    g_autoptr(GPtrArray) texts = read_seeds();
    for (int round = 0; round < rounds; round++) {
        g_autoptr(GString) text =
            g_string_new(g_ptr_array_index(texts, g_rand_int_range(rand, 0, (gint32)texts->len)));
        for (int n = g_rand_int_range(rand, 1, 8); n > 0; n--)
            mutators[g_rand_int_range(rand, 0, G_N_ELEMENTS(mutators))](text, rand);
        try_text(text, zone);
    }
}

/* Many of everything, in forms that invite work in the square of their number. */
static void
crowds(void)
{
    static const struct {
        const char *head, *each, *tail;
        int n;
    } rows[] = {
        {"BEGIN:VCALENDAR\n", "BEGIN:VEVENT\nUID:a\nDTSTART:20250602T100000Z\nEND:VEVENT\n",
         "END:VCALENDAR\n", 20000},
        {"BEGIN:VCALENDAR\n",
         "BEGIN:VEVENT\nUID:a\nDTSTART:20250602T%06dZ\nRRULE:FREQ=DAILY\nEND:VEVENT\n",
         "END:VCALENDAR\n", 5000},
        {"BEGIN:VCALENDAR\n",
         "BEGIN:VEVENT\nUID:a\nDTSTART:20250602T%06dZ\nRRULE:FREQ=HOURLY;INTERVAL=9999;COUNT="
         "999999;BYHOUR=3\nEND:VEVENT\n",
         "END:VCALENDAR\n", 2000},
        {"BEGIN:VCALENDAR\n",
         "BEGIN:VEVENT\nUID:a\nDTSTART:20250602T%06dZ\nRRULE:FREQ=YEARLY;INTERVAL=9999;COUNT="
         "999999\nEND:VEVENT\n",
         "END:VCALENDAR\n", 2000},
        {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSEQUENCE:9\nDTSTART:20250602T100000Z\nRRULE:FREQ="
         "DAILY\nEND:VEVENT\n",
         "BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;RANGE=THISANDFUTURE:20250603T%06dZ\nDTSTART:"
         "20250603T110000Z\nEND:VEVENT\n",
         "END:VCALENDAR\n", 5000},
        {"BEGIN:VCALENDAR\n", "BEGIN:VTIMEZONE\nTZID:%d\nEND:VTIMEZONE\n", "END:VCALENDAR\n",
         20000},
        {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20250602T100000Z\n",
         "ATTENDEE:mailto:a%d@b.example\n", "END:VEVENT\nEND:VCALENDAR\n", 20000},
        {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20250602T100000Z\n",
         "RRULE:FREQ=DAILY;BYHOUR=1,2,3\n", "END:VEVENT\nEND:VCALENDAR\n", 20000},
        {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20250602T100000Z\nDESCRIPTION:", "a\n ",
         "END:VEVENT\nEND:VCALENDAR\n", 200000},
        {"BEGIN:VCALENDAR\n", "BEGIN:VALARM\n", "END:VCALENDAR\n", 50000},
        {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART;TZID=", "/x",
         ":20250602T100000\nEND:VEVENT\nEND:VCALENDAR\n", 100000},
    };
    g_autoptr(GTimeZone) zone = g_time_zone_new_utc();
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) text = g_string_new(rows[i].head);
        for (int n = 0; n < rows[i].n; n++) {
            g_autofree char *number =
                g_strdup_printf("%06d", n % 100000 % 6000 / 60 * 100 + n % 60);
            const char *mark = strstr(rows[i].each, "%06d") ? "%06d" : "%d";
            const char *at = strstr(rows[i].each, mark);
            g_string_append_len(text, rows[i].each,
                                at ? at - rows[i].each : (gssize)strlen(rows[i].each));
            if (at)
                g_string_append_printf(text, "%s%s", number, at + strlen(mark));
        }
        g_string_append(text, rows[i].tail);
        gint64 start = g_get_monotonic_time();
        try_text(text, zone);
        g_test_message("crowd %" G_GSIZE_FORMAT ": %" G_GINT64_FORMAT " ms", i,
                       (g_get_monotonic_time() - start) / 1000);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collect/ics-fuzz/mutations", mutations);
    g_test_add_func("/collect/ics-fuzz/crowds", crowds);
    return g_test_run();
}
