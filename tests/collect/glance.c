/* SPDX-License-Identifier: MIT
 * The text that a glance sees: which part, decoded how, cut where; and that nothing hostile hurts. */
#include <glib.h>
#include <string.h>
#include "collect/glance.h"
#include "collect/ics-scrub.h"

static char *
look(const char *message)
{
    return collect_glance_message(message, strlen(message));
}

static void
test_parts(void)
{
    static const struct {
        const char *message, *text;
    } cases[] = {
        {"Subject: x\n\nHej\n", "Hej\n"},
        {"Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\nN=E4r?\n", "När?\n"},
        {"Content-Type: text/html\n\n<p>Hej</p><script>var x = '?';</script>d\n", "\nHej\n d\n"},
        {"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n\n<b>x</b>\n--b\nContent-Type: text/plain\n\ny\n--b--\n", "y\n"},
        {"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nfil\n--b\n"
         "Content-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain\n\ninre\n--c--\n--b--\n",
         "inre\n"},
        {"Content-Type: application/pdf\n\nx", NULL},
        {"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nSubject: y\n\ninuti?\n--b--\n", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = look(cases[i].message);
        g_assert_cmpstr(text, ==, cases[i].text);
    }
}

static void
test_limit(void)
{
    g_autoptr(GString) message = g_string_new("Subject: x\n\n");
    for (int i = 0; i < 10000; i++)
        g_string_append(message, "123456789\n");
    g_autofree char *text = collect_glance_message(message->str, message->len);
    g_assert_cmpuint(strlen(text), ==, COLLECT_GLANCE_MAX);
}

static void
test_hostile(void)
{
    static const char *const messages[] = {
        "", "Content-Type: text/html\n\n<", "Content-Type: text/html\n\n<script", "Content-Type: text/html\n\n<style><style><", "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n",
        "Content-Type: text/plain; charset=nosuch\nContent-Transfer-Encoding: base64\n\n====\xff\xfe"};
    for (gsize i = 0; i < G_N_ELEMENTS(messages); i++) {
        g_autofree char *text = look(messages[i]);
        g_assert_true(!text || g_utf8_validate(text, -1, NULL));
    }
}

static void
test_scrub(void)
{
    const char *addresses[] = {"karl@acme.example", NULL}, *aliases[] = {"0@forgotten.invalid", NULL};
    g_autofree char *text = collect_ics_scrub("BEGIN:VEVENT\r\nSUMMARY:Om Karl\r\nATTENDEE;CN=\"K; arl\";PARTSTAT=ACCEPTED;EMAIL=kar\r\n l@acme.example:mai\r\n lto:Karl+x@ACME.example\r\n"
                                              "X-NOTE:karl@acme.example\r\nATTENDEE:mailto:eva@acme.example\r\nEND:VEVENT\r\n", addresses, aliases);
    g_assert_cmpstr(text, ==, "BEGIN:VEVENT\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:0@forgotten.invalid\r\nATTENDEE:mailto:eva@acme.example\r\nEND:VEVENT\r\n");
    g_assert_null(collect_ics_scrub("BEGIN:VEVENT\r\nSUMMARY:Annat\r\nATTENDEE:mailto:eva@acme.example\r\nEND:VEVENT\r\n", addresses, aliases));
    g_autofree char *odd = collect_ics_scrub("ATTENDEE;CN=\"karl@acme.example", addresses, aliases);
    g_assert_true(!odd || !strstr(odd, "karl"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/collect/glance/parts", test_parts);
    g_test_add_func("/collect/glance/limit", test_limit);
    g_test_add_func("/collect/glance/hostile", test_hostile);
    g_test_add_func("/collect/glance/scrub", test_scrub);
    return g_test_run();
}
