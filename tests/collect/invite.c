/* SPDX-License-Identifier: MIT
 * collect/ics: invitations in mail as real senders write them. */
#include "collect/ics.h"
#include <string.h>

typedef struct {
    const char *name, *text;
    const char *method, *uid, *recurrence_id, *organizer, *summary;
    gint64 sequence, dtstamp, start_at, end_at;
    const char *attendees; /* "address partstat", "*" behind a resource, joined by commas */
} Case;

static const Case cases[] = {
    {"request",
     "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:u1\r\nSEQUENCE:2\r\nDTSTAMP:"
     "20250101T000000Z\r\n"
     "DTSTART;TZID=W. Europe Standard Time:20250602T100000\r\nDTEND;TZID=W. Europe Standard "
     "Time:20250602T110000\r\n"
     "SUMMARY;LANGUAGE=sv-SE:Genomg\r\n ång\r\nORGANIZER;CN=Anna:MAILTO:Anna@Satori.example\r\n"
     "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Kent:mailto:kent@kund."
     "example\r\n"
     "ATTENDEE;CUTYPE=RESOURCE;CN=Rum:mailto:rum@satori.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
     "REQUEST", "u1", NULL, "anna@satori.example", "Genomgång", 2, 1735689600, 1748851200,
     1748854800, "kent@kund.example needs_action,rum@satori.example needs_action*"},
    {"a reply of Exchange has no organizer",
     "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:040000008200E00074C5B7101A82E008\nATTENDEE;"
     "PARTSTAT=ACCEPTED:mailto:kent@kund.example\n"
     "DTSTART:20250602T080000Z\nDTEND:20250602T090000Z\nSUMMARY:Accepted: "
     "Möte\nEND:VEVENT\nEND:VCALENDAR\n",
     "REPLY", "040000008200E00074C5B7101A82E008", NULL, NULL, "Accepted: Möte", 0, 0, 1748851200,
     1748854800, "kent@kund.example accepted"},
    {"a reply without times",
     "BEGIN:VCALENDAR\nMETHOD:reply\nBEGIN:VEVENT\nUID:u\nSEQUENCE:7\nATTENDEE;PARTSTAT=declined:"
     "kent@kund.example\nEND:VEVENT\nEND:VCALENDAR\n",
     "REPLY", "u", NULL, NULL, NULL, 7, 0, 0, 0, "kent@kund.example declined"},
    {"cancel of one instance, attendees in two parts",
     "BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nUID:u\nRECURRENCE-ID;TZID=Europe/"
     "Stockholm:20250602T100000\nSTATUS:CANCELLED\n"
     "ORGANIZER:mailto:a@b.example\nATTENDEE:mailto:c@d.example\nEND:VEVENT\nBEGIN:VEVENT\nUID:"
     "u\nRECURRENCE-ID;TZID=Europe/Stockholm:20250609T100000\n"
     "ATTENDEE:mailto:e@f.example\nEND:VEVENT\nEND:VCALENDAR\n",
     "CANCEL", "u", "2025-06-02T08:00:00Z", "a@b.example", NULL, 0, 0, 0, 0,
     "c@d.example needs_action,e@f.example needs_action"},
    {"an instance of an all-day series",
     "BEGIN:VCALENDAR\nMETHOD:COUNTER\nBEGIN:VEVENT\nUID:u\nRECURRENCE-ID;VALUE=DATE:"
     "20250602\nDTSTART;VALUE=DATE:20250603\nEND:VEVENT\nEND:VCALENDAR\n",
     "COUNTER", "u", "2025-06-02", NULL, NULL, 0, 0, 1748908800, 1748995200, ""},
    {"private keeps its subject to itself",
     "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:u\nCLASS:PRIVATE\nSUMMARY:"
     "secret\nATTENDEE:mailto:c@d.example\nEND:VEVENT\nEND:VCALENDAR\n",
     "REQUEST", "u", NULL, NULL, NULL, 0, 0, 0, 0, "c@d.example needs_action"},
    {"no uid, no method, cut behind the event",
     "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\nEND:VCAL", "", NULL, NULL, NULL, "x", 0,
     0, 0, 0, ""},
};

static char *
attendees_text(const Invite *invite)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < invite->attendees->len; i++) {
        const InviteAttendee *attendee = g_ptr_array_index(invite->attendees, i);
        g_string_append_printf(text, "%s%s %s%s", i ? "," : "", attendee->addr, attendee->partstat,
                               attendee->is_resource ? "*" : "");
    }
    return g_string_free(text, FALSE);
}

static void
check_case(gconstpointer data)
{
    const Case *row = data;
    g_autofree char *body = g_memdup2(row->text, strlen(row->text));
    g_autoptr(Invite) invite = collect_ics_invite(body, strlen(row->text));
    g_assert_nonnull(invite);
    g_autofree char *attendees = attendees_text(invite);
    g_assert_cmpstr(invite->method, ==, row->method);
    g_assert_cmpstr(invite->uid, ==, row->uid);
    g_assert_cmpstr(invite->recurrence_id, ==, row->recurrence_id);
    g_assert_cmpstr(invite->organizer, ==, row->organizer);
    g_assert_cmpstr(invite->summary, ==, row->summary);
    g_assert_cmpint(invite->sequence, ==, row->sequence);
    g_assert_cmpint(invite->dtstamp, ==, row->dtstamp);
    g_assert_cmpint(invite->start_at, ==, row->start_at);
    g_assert_cmpint(invite->end_at, ==, row->end_at);
    g_assert_cmpstr(attendees, ==, row->attendees);
}

static void
nothing_to_read(void)
{
    static const char *const texts[] = {
        "", "hello", "BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n",
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:t\nEND:VTODO\nEND:VCALENDAR\n", "BEGIN:VEVENT\nUID:u"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *body = g_memdup2(texts[i], strlen(texts[i]) + 1);
        g_assert_null(collect_ics_invite(body, strlen(texts[i])));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strdup_printf("/collect/invite/%s", cases[i].name);
        g_test_add_data_func(path, &cases[i], check_case);
    }
    g_test_add_func("/collect/invite/nothing", nothing_to_read);
    return g_test_run();
}
