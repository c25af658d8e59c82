/* SPDX-License-Identifier: MIT
 * Tests of collect/message, collect/part and collect/inspect: whole messages and their machine-readable parts. */
#include "collect/message.h"
#include <glib/gstdio.h>
#include <string.h>
#include "base/error.h"
#include "collect/inspect.h"
#include "collect/part.h"

static Mail *
parse_bytes(const char *bytes, gsize length)
{
    g_autofree char *copy = g_memdup2(bytes, length);
    return collect_message_parse(copy, length);
}

static Mail *
parse(const char *text)
{
    return parse_bytes(text, strlen(text));
}

#define REQUEST                                                                                                                                    \
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:abc@x.example\r\nDTSTAMP:20260301T080000Z\r\n"        \
    "DTSTART:20260331T080000Z\r\nDTEND:20260331T090000Z\r\nSEQUENCE:2\r\nSUMMARY:Kvartalsmöte\r\nORGANIZER:mailto:Sara@Satori.example\r\n"           \
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@x.example\r\nATTENDEE;CUTYPE=ROOM:mailto:rum@x.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

static void
check_request(const Mail *mail, const char *method)
{
    g_assert_cmpstr(mail->calendar_method, ==, method);
    g_assert_nonnull(mail->invite);
    g_assert_cmpstr(mail->invite->method, ==, method);
    g_assert_cmpstr(mail->invite->uid, ==, "abc@x.example");
    g_assert_cmpint(mail->invite->sequence, ==, 2);
    g_assert_cmpstr(mail->invite->organizer, ==, "sara@satori.example");
    g_assert_cmpint(mail->invite->start_at, ==, 1774944000);
    g_assert_cmpstr(mail->invite->summary, ==, "Kvartalsmöte");
}

static void
test_calendar_alone(void)
{
    g_autoptr(Mail) mail = parse("From: sara@satori.example\r\nContent-Type: text/calendar; charset=utf-8; method=REQUEST\r\n\r\n" REQUEST);
    check_request(mail, "REQUEST");
    g_autoptr(Mail) parameter = parse("Content-Type: text/calendar; method=cancel\r\n\r\n" REQUEST); /* the parameter wins */
    check_request(parameter, "CANCEL");
    g_autoptr(Mail) body = parse("Content-Type: text/calendar\r\n\r\n" REQUEST);
    check_request(body, "REQUEST");
}

static void
test_calendar_in_alternative(void)
{
    g_autofree char *encoded = g_base64_encode((const guchar *)REQUEST, strlen(REQUEST));
    g_autofree char *text = g_strdup_printf("Content-Type: multipart/mixed; boundary=\"yttre gräns\"\r\n\r\npreamble\r\n--yttre gräns\r\n"
                                            "Content-Type: multipart/alternative; boundary=\"yttre gräns inre\"\r\n\r\n--yttre gräns inre\r\n"
                                            "Content-Type: text/plain\r\n\r\nBEGIN:VCALENDAR in prose\r\n--yttre gräns inre  \r\n"
                                            "Content-Type: TEXT/Calendar; method=REQUEST\r\nContent-Transfer-Encoding: Base64\r\n\r\n%s\r\n"
                                            "--yttre gräns inre--\r\nepilogue\r\n--yttre gräns\r\nContent-Type: text/calendar; method=PUBLISH\r\n\r\n"
                                            "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n--yttre gräns--\r\n",
                                            encoded);
    g_autoptr(Mail) mail = parse(text);
    check_request(mail, "REQUEST");
    g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
    g_autofree char *lf = g_strjoinv("\n", lines);
    g_autoptr(Mail) with_lf = parse(lf);
    check_request(with_lf, "REQUEST");
    g_autofree char *cr = g_strjoinv("\r", lines);
    g_autoptr(Mail) with_cr = parse(cr);
    check_request(with_cr, "REQUEST");
}

static void
test_calendar_not(void)
{
    g_auto(GStrv) pieces = g_strsplit(REQUEST, "METHOD:REQUEST\r\n", -1);
    g_autofree char *plain = g_strjoinv("", pieces);
    g_autofree char *text = g_strdup_printf("Content-Type: text/calendar\r\n\r\n%s", plain);
    g_autoptr(Mail) no_method = parse(text);
    g_assert_null(no_method->calendar_method);
    g_assert_null(no_method->invite);
    g_autoptr(Mail) other_type = parse("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: application/octet-stream; name=a.ics\r\n\r\n" REQUEST
                                       "\r\n--x--\r\n");
    g_assert_null(other_type->calendar_method);
    g_autoptr(Mail) forwarded = parse("Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n"
                                      "Content-Type: text/calendar; method=REQUEST\r\n\r\n" REQUEST "\r\n--x--\r\n");
    g_assert_null(forwarded->calendar_method);
}

#define REPORT(type, part, returned)                                                                                                               \
    "From: MAILER-DAEMON@mx.example\r\nContent-Type: multipart/report; report-type=" type "; boundary=\"b\"\r\n\r\n"                                 \
    "--b\r\nContent-Type: text/plain\r\n\r\nFinal-Recipient: rfc822; prose@x.example\r\nAction: failed\r\n--b\r\n" part "\r\n--b\r\n" returned      \
    "\r\n--b--\r\n"
#define RETURNED "Content-Type: message/rfc822\r\n\r\nFrom: sara@satori.example\r\nMessage-ID: <our.mail@Satori.example>\r\n\r\nbody\r\n"

static char *
failed_text(const Mail *mail)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < mail->report->failed->len; i++)
        g_string_append_printf(out, "%s%s", i ? " " : "", (const char *)g_ptr_array_index(mail->report->failed, i));
    return g_strdup(out->str);
}

static void
test_bounce(void)
{
    g_autoptr(Mail) mail = parse(REPORT("delivery-status",
                                        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
                                        "Original-Recipient: rfc822;Anna@x.example\r\nFinal-Recipient: RFC822; <anna.b@inre.x.example>\r\nAction: Failed\r\n"
                                        "Status: 5.1.1 (no such user)\r\n\r\nFinal-Recipient: rfc822; sen@x.example\r\nAction: delayed\r\nStatus: 4.4.1\r\n\r\n"
                                        "Final-Recipient: rfc822; ok@x.example\r\nAction: delivered\r\nStatus: 2.0.0\r\n\r\n"
                                        "Final-Recipient: rfc822; ut@x.example\r\nAction: expired\r\nStatus:\r\n",
                                        RETURNED));
    g_assert_nonnull(mail->report);
    g_autofree char *failed = failed_text(mail);
    g_assert_cmpstr(failed, ==, "anna.b@inre.x.example anna@x.example ut@x.example");
    g_assert_cmpstr(mail->report->kind, ==, "delivery-status");
    g_assert_cmpstr(mail->report->status, ==, "5.1.1");
    g_assert_cmpstr(mail->report->original_id, ==, "our.mail@satori.example");
}

static void
test_bounce_odd(void)
{
    g_autoptr(Mail) headers = parse("X-Failed-Recipients: c@x.example\r\n" REPORT(
        "delivery-status", "Content-Type: message/delivery-status\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nFinal-Recipient: rfc822; a=40x.example\r\nStat=\r\nus: 5.7.1\r\n",
        "Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <h@x.example>\r\n"));
    g_autofree char *failed = failed_text(headers);
    g_assert_cmpstr(failed, ==, "c@x.example a@x.example");
    g_assert_cmpstr(headers->report->status, ==, "5.7.1");
    g_assert_cmpstr(headers->report->original_id, ==, "h@x.example");
    g_autoptr(Mail) delayed = parse(REPORT("delivery-status", "Content-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@x.example\r\nAction: delayed\r\nStatus: 4.4.1\r\n", RETURNED));
    g_assert_cmpuint(delayed->report->failed->len, ==, 0);
    g_assert_cmpstr(delayed->report->status, ==, "4.4.1");
    g_autoptr(Mail) global = parse(REPORT("delivery-status", "Content-Type: message/global-delivery-status\r\n\r\nFinal-Recipient: utf-8; a@räksmörgås.example\r\nAction: failed\r\n",
                                          "Content-Type: message/global-headers\r\n\r\nMessage-ID: <g@x.example>\r\n"));
    g_autofree char *idn = failed_text(global);
    g_assert_cmpstr(idn, ==, "a@xn--rksmrgs-5wao1o.example");
    g_assert_cmpstr(global->report->original_id, ==, "g@x.example");
}

static void
test_report_type_lost(void)
{
    g_autoptr(Mail) mail = parse("Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
                                 "Final-Recipient: rfc822; a@x.example\r\nAction: failed\r\n--b--\r\n");
    g_assert_cmpstr(mail->report_type, ==, "delivery-status");
    g_assert_cmpstr(mail->report->kind, ==, "delivery-status");
    g_autoptr(Mail) outside = parse("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
                                    "Final-Recipient: rfc822; a@x.example\r\nAction: failed\r\n--b--\r\n");
    g_assert_null(outside->report);
}

static void
test_receipt(void)
{
    g_autoptr(Mail) mail = parse(REPORT("disposition-notification",
                                        "Content-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822; anna@x.example\r\n"
                                        "Original-Message-ID: <read.me@x.example>\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n",
                                        "Content-Type: text/plain\r\n\r\nx"));
    g_assert_cmpstr(mail->report->kind, ==, "disposition-notification");
    g_assert_cmpstr(mail->report->original_id, ==, "read.me@x.example");
    g_assert_cmpuint(mail->report->failed->len, ==, 0);
}

static const struct {
    const char *encoding, *text, *expect;
} encodings[] = {
    { NULL, "a=41", "a=41" },
    { "7bit", "a=41", "a=41" },
    { "quoted-printable", "a=41=\r\nb= \t\nc=C3=A5=zz=4", "aAbcå=zz=4" },
    { "Quoted-Printable (comment)", "=41=", "A" },
    { "quoted-printable", "=", "" },
    { "quoted-printable", "rad\r\nslut", "rad\r\nslut" },
    { " BASE64 ", "SGVq\r\nIGTDpQ==\r\n", "Hej då" },
    { "base64", "SGV!q IGTD\npQ", "Hej då" },
    { "base64", "", "" },
};

static void
test_decode(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(encodings); i++) {
        gsize length;
        g_autofree char *copy = g_memdup2(encodings[i].text, strlen(encodings[i].text));
        g_autofree char *text = collect_part_decode(copy, strlen(encodings[i].text), encodings[i].encoding, &length);
        g_assert_cmpstr(text, ==, encodings[i].expect);
        g_assert_cmpuint(length, ==, strlen(encodings[i].expect));
    }
}

static void
test_hostile(void)
{
    g_autoptr(GString) deep = g_string_new(NULL);
    for (int i = 0; i < 5000; i++)
        g_string_append_printf(deep, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i);
    g_autoptr(Mail) nested = parse_bytes(deep->str, deep->len);
    g_assert_null(nested->invite);
    g_autoptr(GString) many = g_string_new("Content-Type: multipart/mixed; boundary=b\r\n\r\n");
    for (int i = 0; i < 100000; i++)
        g_string_append(many, "--b\r\n\r\n");
    g_autoptr(Mail) wide = parse_bytes(many->str, many->len);
    g_assert_null(wide->invite);
    g_autoptr(Mail) same = parse("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n--b--\r\n");
    g_assert_null(same->invite);
    g_autoptr(Mail) nothing = parse("");
    g_assert_null(nothing->message_id);
}

/* A whole message cut at every byte, and flipped at every byte: never a crash, never an invite out of nothing. */
static void
test_cut_and_flip(void)
{
    static const char text[] = "From: a@x.example\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n"
                               "Content-Transfer-Encoding: quoted-printable\r\n\r\nFinal-Recipient: rfc822;=20a@x.example\r\nAction: failed\r\n--b\r\n"
                               "Content-Type: text/calendar; method=REPLY\r\nContent-Transfer-Encoding: base64\r\n\r\nQkVHSU46VkNBTEVOREFSDQo=\r\n--b--\r\n";
    for (gsize i = 0; i < sizeof text - 1; i++) {
        g_autoptr(Mail) cut = parse_bytes(text, i);
        g_assert_null(cut->invite);
        for (int bit = 0; bit < 8; bit += 3) {
            g_autofree char *flipped = g_memdup2(text, sizeof text - 1);
            flipped[i] ^= (char)(1 << bit);
            g_autoptr(Mail) mail = collect_message_parse(flipped, sizeof text - 1);
            g_assert_null(mail->invite);
        }
    }
}

typedef struct {
    char *dir, *path;
} Place;

static void
place_set_up(Place *place, G_GNUC_UNUSED gconstpointer data)
{
    place->dir = g_dir_make_tmp("cadens-message-XXXXXX", NULL);
    place->path = g_build_filename(place->dir, "file", NULL);
}

static void
place_tear_down(Place *place, G_GNUC_UNUSED gconstpointer data)
{
    g_unlink(place->path);
    g_rmdir(place->dir);
    g_free(place->path);
    g_free(place->dir);
}

static void
write_file(const Place *place, const char *text, gssize length)
{
    g_assert_true(g_file_set_contents(place->path, text, length, NULL));
}

static void
test_inspect_eml(Place *place, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GString) text = g_string_new("Subject: stort brev\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n");
    for (int i = 0; i < 20000; i++)
        g_string_append(text, "en rad text som ingen läser\r\n");
    g_string_append(text, "--b\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\n" REQUEST "--b--\r\n");
    write_file(place, text->str, (gssize)text->len);
    g_autoptr(GPtrArray) mails = collect_inspect_messages(place->path, NULL);
    g_assert_cmpuint(mails->len, ==, 1);
    check_request(g_ptr_array_index(mails, 0), "REQUEST");
}

static void
test_inspect_mbox(Place *place, G_GNUC_UNUSED gconstpointer data)
{
    write_file(place, "From a@x Tue Mar 31 12:00:00 2026\nSubject: ett\n\nFrom here on it is prose\n\nFrom b@x Tue Mar 31 13:00:00 2026\nSubject: två\n", -1);
    g_autoptr(GPtrArray) mails = collect_inspect_messages(place->path, NULL);
    g_assert_cmpuint(mails->len, ==, 2);
    const Mail *second = g_ptr_array_index(mails, 1);
    g_assert_cmpstr(second->subject, ==, "två");
    g_assert_cmpint(second->arrived_at, ==, 1774962000);
}

static void
test_inspect_failures(Place *place, G_GNUC_UNUSED gconstpointer data)
{
    g_autoptr(GError) missing = NULL, directory = NULL;
    g_assert_null(collect_inspect_messages(place->path, &missing));
    g_assert_error(missing, CADENS_ERROR, CADENS_ERROR_NOT_FOUND);
    g_assert_null(collect_inspect_messages(place->dir, &directory));
    g_assert_error(directory, CADENS_ERROR, CADENS_ERROR_BAD_INPUT);
    write_file(place, "", 0);
    g_autoptr(GPtrArray) empty = collect_inspect_messages(place->path, NULL);
    g_assert_cmpuint(empty->len, ==, 1);
}

#define ADD_FILE_TEST(path, test) g_test_add(path, Place, NULL, place_set_up, test, place_tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collect/message/calendar-alone", test_calendar_alone);
    g_test_add_func("/collect/message/calendar-in-alternative", test_calendar_in_alternative);
    g_test_add_func("/collect/message/calendar-not", test_calendar_not);
    g_test_add_func("/collect/message/bounce", test_bounce);
    g_test_add_func("/collect/message/bounce-odd", test_bounce_odd);
    g_test_add_func("/collect/message/report-type-lost", test_report_type_lost);
    g_test_add_func("/collect/message/receipt", test_receipt);
    g_test_add_func("/collect/message/decode", test_decode);
    g_test_add_func("/collect/message/hostile", test_hostile);
    g_test_add_func("/collect/message/cut-and-flip", test_cut_and_flip);
    ADD_FILE_TEST("/collect/inspect/eml", test_inspect_eml);
    ADD_FILE_TEST("/collect/inspect/mbox", test_inspect_mbox);
    ADD_FILE_TEST("/collect/inspect/failures", test_inspect_failures);
    return g_test_run();
}
