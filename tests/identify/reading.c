/* SPDX-License-Identifier: MIT
 * Tests of identify_read: the classes of spec 08 §8.1 from the facts of a header. */
#include "identify/message.h"
#include <string.h>

typedef struct {
    const char *from; /* NULL = none */
    const char *subject, *auto_submitted, *precedence, *list_id, *return_path, *report_type, *calendar_method;
    const char *flags; /* u List-Unsubscribe, f Feedback-ID, x X-Failed-Recipients, a X-Autoreply, l Inbox-Rules-Loop */
} Facts;

static const struct {
    Facts facts;
    MailClass in, reply, out;
    const char *because; /* of IN */
} cases[] = {
    { { .from = "anna@x.example", .subject = "Offert" }, MAIL_HUMAN, MAIL_HUMAN, MAIL_HUMAN, NULL },
    { { .from = "anna@x.example" }, MAIL_HUMAN, MAIL_HUMAN, MAIL_HUMAN, NULL },
    { { .from = NULL, .subject = "x", .list_id = "l" }, MAIL_SYSTEM, MAIL_SYSTEM, MAIL_SYSTEM, "From: none" },
    /* 1 bounces */
    { { .from = "mailer-daemon@x.example", .report_type = "delivery-status", .auto_submitted = "auto-replied" }, MAIL_BOUNCE, MAIL_BOUNCE,
      MAIL_BOUNCE, "Content-Type: multipart/report; report-type=delivery-status" },
    { { .from = "mailer-daemon@x.example", .return_path = "" }, MAIL_BOUNCE, MAIL_BOUNCE, MAIL_BOUNCE, "Return-Path: <>" },
    { { .from = "postmaster@x.example", .return_path = "" }, MAIL_BOUNCE, MAIL_BOUNCE, MAIL_BOUNCE, "Return-Path: <>" },
    { { .from = "postmaster@x.example", .return_path = "postmaster@x.example" }, MAIL_HUMAN, MAIL_HUMAN, MAIL_HUMAN, NULL },
    { { .from = "postmaster@x.example" }, MAIL_HUMAN, MAIL_HUMAN, MAIL_HUMAN, NULL },
    { { .from = "mailer-daemon@x.example" }, MAIL_BOUNCE, MAIL_BOUNCE, MAIL_BOUNCE, "From: mailer-daemon" },
    { { .from = "mailer-daemon@x.example", .return_path = "a@x.example" }, MAIL_SYSTEM, MAIL_SYSTEM, MAIL_SYSTEM, "From: mailer-daemon" },
    { { .from = NULL, .report_type = "delivery-status" }, MAIL_BOUNCE, MAIL_BOUNCE, MAIL_BOUNCE,
      "Content-Type: multipart/report; report-type=delivery-status" },
    { { .from = NULL, .flags = "x" }, MAIL_BOUNCE, MAIL_BOUNCE, MAIL_BOUNCE, "X-Failed-Recipients" },
    { { .from = NULL, .calendar_method = "REQUEST" }, MAIL_SYSTEM, MAIL_SYSTEM, MAIL_SYSTEM, "From: none" },
    { { .from = "postmaster-general@x.example", .return_path = "" }, MAIL_HUMAN, MAIL_HUMAN, MAIL_HUMAN, NULL },
    { { .from = "anna@x.example", .return_path = "" }, MAIL_HUMAN, MAIL_HUMAN, MAIL_HUMAN, NULL }, /* 16-B12 */
    { { .from = "exim@x.example", .flags = "x" }, MAIL_BOUNCE, MAIL_BOUNCE, MAIL_BOUNCE, "X-Failed-Recipients" },
    /* 2 receipts */
    { { .from = "anna@x.example", .report_type = "disposition-notification", .auto_submitted = "auto-replied" }, MAIL_RECEIPT, MAIL_RECEIPT,
      MAIL_RECEIPT, "Content-Type: multipart/report; report-type=disposition-notification" },
    { { .from = "anna@x.example", .report_type = "feedback-report" }, MAIL_SYSTEM, MAIL_SYSTEM, MAIL_SYSTEM, "Content-Type: multipart/report" },
    /* 3 calendar */
    { { .from = "anna@x.example", .calendar_method = "REQUEST", .subject = "Inbjudan" }, MAIL_CALENDAR, MAIL_CALENDAR, MAIL_CALENDAR,
      "Content-Type: text/calendar; method=REQUEST" },
    { { .from = "anna@x.example", .calendar_method = "REPLY", .subject = "Automatiskt svar: ja" }, MAIL_CALENDAR, MAIL_CALENDAR, MAIL_CALENDAR,
      "Content-Type: text/calendar; method=REPLY" },
    { { .from = "anna@x.example", .calendar_method = "X-NEW" }, MAIL_CALENDAR, MAIL_CALENDAR, MAIL_CALENDAR, "Content-Type: text/calendar" },
    /* 4 automatic answers */
    { { .from = "anna@x.example", .auto_submitted = "auto-replied" }, MAIL_AUTO_REPLY, MAIL_AUTO_REPLY, MAIL_AUTO_REPLY, "Auto-Submitted: auto-replied" },
    { { .from = "anna@x.example", .auto_submitted = "auto-replied-vacation" }, MAIL_AUTO_REPLY, MAIL_AUTO_REPLY, MAIL_AUTO_REPLY,
      "Auto-Submitted: auto-replied" },
    { { .from = "anna@x.example", .auto_submitted = "auto-generated", .subject = "Automatiskt svar: Offert" }, MAIL_AUTO_REPLY, MAIL_AUTO_REPLY,
      MAIL_SYSTEM, "Auto-Submitted: auto-generated" },
    { { .from = "anna@x.example", .auto_submitted = "auto-generated", .flags = "l" }, MAIL_AUTO_REPLY, MAIL_AUTO_REPLY, MAIL_AUTO_REPLY,
      "Auto-Submitted: auto-generated" },
    { { .from = "anna@x.example", .auto_submitted = "auto-generated", .subject = "Orderbekräftelse" }, MAIL_SYSTEM, MAIL_SYSTEM, MAIL_SYSTEM,
      "Auto-Submitted: auto-generated" },
    { { .from = "anna@x.example", .flags = "l" }, MAIL_HUMAN, MAIL_HUMAN, MAIL_HUMAN, NULL },
    { { .from = "anna@x.example", .flags = "a", .list_id = "l" }, MAIL_AUTO_REPLY, MAIL_AUTO_REPLY, MAIL_AUTO_REPLY, "X-Autoreply" },
    { { .from = "anna@x.example", .precedence = "auto_reply" }, MAIL_AUTO_REPLY, MAIL_AUTO_REPLY, MAIL_AUTO_REPLY, "Precedence: auto_reply" },
    /* 5 bulk; its header tests are silent about an answer to us (16-B09) */
    { { .from = "news@x.example", .list_id = "l.x.example" }, MAIL_BULK, MAIL_HUMAN, MAIL_BULK, "List-Id" },
    { { .from = "news@x.example", .flags = "u" }, MAIL_BULK, MAIL_HUMAN, MAIL_BULK, "List-Unsubscribe" },
    { { .from = "news@x.example", .flags = "f" }, MAIL_BULK, MAIL_HUMAN, MAIL_BULK, "Feedback-ID" },
    { { .from = "news@x.example", .precedence = "bulk" }, MAIL_BULK, MAIL_HUMAN, MAIL_BULK, "Precedence: bulk" },
    { { .from = "news@x.example", .precedence = "list" }, MAIL_BULK, MAIL_HUMAN, MAIL_BULK, "Precedence: list" },
    { { .from = "news@x.example", .precedence = "junk" }, MAIL_BULK, MAIL_HUMAN, MAIL_BULK, "Precedence: junk" },
    { { .from = "news@x.example", .precedence = "normal" }, MAIL_HUMAN, MAIL_HUMAN, MAIL_HUMAN, NULL },
    { { .from = "noreply@x.example", .list_id = "l" }, MAIL_BULK, MAIL_SYSTEM, MAIL_BULK, "List-Id" },
    /* 6 system */
    { { .from = "anna@x.example", .auto_submitted = "no" }, MAIL_HUMAN, MAIL_HUMAN, MAIL_HUMAN, NULL },
    { { .from = "anna@x.example", .auto_submitted = "" }, MAIL_HUMAN, MAIL_HUMAN, MAIL_HUMAN, NULL },
    { { .from = "anna@x.example", .auto_submitted = "auto-notified" }, MAIL_SYSTEM, MAIL_SYSTEM, MAIL_SYSTEM, "Auto-Submitted" },
    { { .from = "no-reply@x.example" }, MAIL_SYSTEM, MAIL_SYSTEM, MAIL_SYSTEM, "From: no-reply" },
    { { .from = "noreply@x.example" }, MAIL_SYSTEM, MAIL_SYSTEM, MAIL_SYSTEM, "From: noreply" },
    { { .from = "noreply-orders@x.example" }, MAIL_SYSTEM, MAIL_SYSTEM, MAIL_SYSTEM, "From: noreply" },
    { { .from = "donotreply@x.example" }, MAIL_SYSTEM, MAIL_SYSTEM, MAIL_SYSTEM, "From: donotreply" },
    { { .from = "do-not-reply@x.example" }, MAIL_SYSTEM, MAIL_SYSTEM, MAIL_SYSTEM, "From: do-not-reply" },
    { { .from = "notifications@x.example" }, MAIL_SYSTEM, MAIL_SYSTEM, MAIL_SYSTEM, "From: notification" },
    { { .from = "anna.noreply@x.example" }, MAIL_HUMAN, MAIL_HUMAN, MAIL_HUMAN, NULL },
    { { .from = "no@reply.example" }, MAIL_HUMAN, MAIL_HUMAN, MAIL_HUMAN, NULL },
};

static Mail *
make_mail(const Facts *facts)
{
    Mail *mail = mail_new();
    if (facts->from)
        mail_add_party(mail, PARTY_FROM, facts->from, NULL);
    mail->subject = g_strdup(facts->subject);
    mail->auto_submitted = g_strdup(facts->auto_submitted);
    mail->precedence = g_strdup(facts->precedence);
    mail->list_id = g_strdup(facts->list_id);
    mail->return_path = g_strdup(facts->return_path);
    mail->report_type = g_strdup(facts->report_type);
    mail->calendar_method = g_strdup(facts->calendar_method);
    const char *flags = facts->flags ? facts->flags : "";
    mail->has_list_unsubscribe = strchr(flags, 'u') != NULL;
    mail->has_feedback_id = strchr(flags, 'f') != NULL;
    mail->has_failed_recipients = strchr(flags, 'x') != NULL;
    mail->autoreply = strchr(flags, 'a') ? "X-Autoreply" : NULL;
    mail->has_inbox_rules_loop = strchr(flags, 'l') != NULL;
    return mail;
}

static void
test_class(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Mail) mail = make_mail(&cases[i].facts);
        IdentifyReading reading;
        identify_read(mail, &reading);
        g_test_message("case %" G_GSIZE_FORMAT, i);
        g_assert_cmpstr(mail_class_name(reading.in.class), ==, mail_class_name(cases[i].in));
        g_assert_cmpstr(mail_class_name(reading.reply.class), ==, mail_class_name(cases[i].reply));
        g_assert_cmpstr(mail_class_name(reading.out.class), ==, mail_class_name(cases[i].out));
        g_assert_cmpstr(reading.in.because, ==, cases[i].because);
    }
}

static const struct {
    const char *subject;
    gboolean is_auto;
} subjects[] = {
    { "Automatiskt svar: Offert", TRUE },
    { "Automatisk svar: Offert", TRUE },
    { "AUTOSVAR", TRUE },
    { "Sv: Autosvar: Offert", TRUE },
    { "Re: SV: Ang: Vs: Fwd: Vb: Autosvar", TRUE },
    { "Auto-reply: x", TRUE },
    { "Autoreply", TRUE },
    { "Auto reply", TRUE },
    { "Automatic reply: x", TRUE },
    { "Automatic-reply", TRUE },
    { "Out of office", TRUE },
    { "Out of the office: Anna", TRUE },
    { "OOO", TRUE },
    { "OOO: Anna", TRUE },
    { "Frånvaro", TRUE },
    { "FRÅNVARO 12-16/7", TRUE },
    { "Fra\xcc\x8anvaro", TRUE }, /* decomposed */
    { "Frånvarande till måndag", TRUE },
    { "Semestersvar", TRUE },
    { "Semesterhälsning!", TRUE },
    { "Ej på kontoret", TRUE },
    { "Vacation", TRUE },
    { "vacation: Anna", TRUE },
    { "Fravær", TRUE },
    { "Abwesen", TRUE },
    { "Frånvarorapport mars", FALSE },
    { "Vacationer", FALSE },
    { "Semester", FALSE },
    { "Semesterplanering", FALSE },
    { "Oooh", FALSE },
    { "OOO2", FALSE },
    { "Autosvaret fungerar inte", FALSE },
    { "Om autosvar", FALSE },
    { "Svar: Automatiskt", FALSE },
    { "Automatiskt svarat", FALSE },
    { "", FALSE },
    { "Re:", FALSE },
};

static void
test_auto_subject(void)
{
    for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++) {
        g_autoptr(Mail) mail = make_mail(&(Facts){ .from = "anna@x.example", .subject = subjects[i].subject });
        IdentifyReading reading;
        identify_read(mail, &reading);
        g_test_message("%s", subjects[i].subject);
        g_assert_cmpint(reading.in.class, ==, subjects[i].is_auto ? MAIL_AUTO_REPLY : MAIL_HUMAN);
        g_assert_cmpint(reading.reply.class, ==, reading.in.class);
        g_assert_cmpint(reading.out.class, ==, MAIL_HUMAN);
        if (subjects[i].is_auto)
            g_assert_true(g_str_has_prefix(reading.in.because, "Subject: "));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/identify/reading/class", test_class);
    g_test_add_func("/identify/reading/auto-subject", test_auto_subject);
    return g_test_run();
}
