/* SPDX-License-Identifier: MIT
 * The structs that rooms exchange: names, limits, empty and full ones freed whole. */
#include "base/mail.h"
#include "base/alert.h"
#include "base/error.h"
#include "base/event.h"
#include "base/figure.h"

static void
test_classes(void)
{
    g_assert_cmpstr(mail_class_name(MAIL_AUTO_REPLY), ==, "auto_reply");
    g_assert_cmpstr(folder_role_name(FOLDER_SENT), ==, "sent");
    g_assert_cmpstr(party_role_name(PARTY_REPLY_TO), ==, "reply_to");
}

static void
test_parties(void)
{
    g_autoptr(Mail) mail = mail_new();
    g_assert_null(mail_from(mail));
    mail_add_party(mail, PARTY_TO, "bo@kund.example", NULL);
    mail_add_party(mail, PARTY_FROM, "anna@satori.example", "Anna");
    mail_add_party(mail, PARTY_FROM, "eva@satori.example", NULL);
    g_assert_cmpstr(mail_from(mail)->addr, ==, "anna@satori.example");
    for (int i = 0; i < MAIL_PARTIES_MAX + 10; i++)
        mail_add_party(mail, PARTY_CC, "x@y.example", NULL);
    g_assert_cmpuint(mail->parties->len, ==, MAIL_PARTIES_MAX);
}

static void
test_whole(void)
{
    g_autoptr(Mail) mail = mail_new();
    mail->subject = g_strdup("x");
    mail->message_id = g_strdup("1@x");
    mail->auto_submitted = g_strdup("no");
    g_ptr_array_add(mail->references, g_strdup("0@x"));
    mail->invite = invite_new();
    InviteAttendee *invited = g_new0(InviteAttendee, 1);
    invited->addr = g_strdup("bo@kund.example");
    g_ptr_array_add(mail->invite->attendees, invited);
    mail->report = report_new();
    g_ptr_array_add(mail->report->failed, g_strdup("bo@kund.example"));
    g_autoptr(Event) event = event_new();
    EventAttendee *attendee = g_new0(EventAttendee, 1);
    attendee->addr = g_strdup("bo@kund.example");
    g_ptr_array_add(event->attendees, attendee);
    g_assert_cmpint(event->start_day, ==, DAY_NONE);
    g_autoptr(Figure) figure = figure_new("response_rate");
    figure->rows = table_new("rows");
    g_assert_cmpstr(figure->scope, ==, "all");
    g_assert_cmpstr(figure->status, ==, "none");
    mail_free(NULL);
    invite_free(NULL);
    report_free(NULL);
    event_free(NULL);
    figure_free(NULL);
    alert_free(NULL);
}

static void
test_alert(void)
{
    Alert *alert = alert_new("lead_stale", "lead", 7);
    g_assert_cmpstr(alert->key, ==, "lead_stale:lead:7");
    g_assert_cmpint(alert->due_day, ==, DAY_NONE);
    alert->title = g_strdup("x");
    alert_free(alert);
}

static void
test_error(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_false(fail(&error, FAIL_REFUSED, "%s: %d", "lead", 7));
    g_assert_error(error, CADENS_ERROR, CADENS_ERROR_REFUSED);
    g_assert_cmpstr(error->message, ==, "lead: 7");
    g_assert_false(fail(NULL, FAIL_BUG, "nobody asks"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mail/classes", test_classes);
    g_test_add_func("/mail/parties", test_parties);
    g_test_add_func("/mail/whole", test_whole);
    g_test_add_func("/mail/alert", test_alert);
    g_test_add_func("/mail/error", test_error);
    return g_test_run();
}
