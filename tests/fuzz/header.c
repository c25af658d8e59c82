/* SPDX-License-Identifier: MIT
 * Fuzz target: the header of a message, or a whole one with its parts. */
#include "collect/header.h"
#include "collect/message.h"
#include "target.h"
#include <string.h>

static void
check_texts(const GPtrArray *texts)
{
    for (guint i = 0; texts && i < texts->len; i++) {
        g_assert_nonnull(texts->pdata[i]);
        target_check_text(texts->pdata[i]);
    }
}

static void
check_parties(const Mail *mail)
{
    g_assert_cmpuint(mail->parties->len, <=, MAIL_PARTIES_MAX);
    for (guint i = 0; i < mail->parties->len; i++) {
        const MailParty *party = mail->parties->pdata[i];
        g_assert_nonnull(strchr(party->addr, '@'));
        target_check_text(party->addr);
        target_check_text(party->name);
    }
}

static void
check_report(const Report *report)
{
    check_texts(report->failed);
    target_check_text(report->kind);
    target_check_text(report->status);
    target_check_text(report->original_id);
}

static void
check_invite(const Invite *invite)
{
    const char *const texts[] = {invite->method, invite->uid, invite->recurrence_id, invite->organizer, invite->summary};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        target_check_text(texts[i]);
    for (guint i = 0; i < invite->attendees->len; i++) {
        const InviteAttendee *attendee = invite->attendees->pdata[i];
        target_check_text(attendee->addr);
        target_check_text(attendee->partstat);
    }
}

static void
check(const Mail *mail)
{
    const char *const texts[] = {mail->message_id,  mail->in_reply_to,    mail->subject,   mail->content_type, mail->report_type,
                                 mail->return_path, mail->auto_submitted, mail->precedence, mail->list_id,     mail->calendar_method};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        target_check_text(texts[i]);
    g_assert_cmpuint(mail->references->len, <=, MAIL_REFERENCES_MAX);
    check_texts(mail->references);
    check_texts(mail->failed_recipients);
    check_texts(mail->problems);
    check_parties(mail);
    if (mail->subject)
        g_assert_cmpint(g_utf8_strlen(mail->subject, -1), <=, MAIL_SUBJECT_MAX);
    if (mail->report)
        check_report(mail->report);
    if (mail->invite)
        check_invite(mail->invite);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autoptr(Mail) header = collect_header_parse((const char *)data, size);
    g_autoptr(Mail) whole = collect_message_parse((const char *)data, size);
    check(header);
    check(whole);
    g_assert_cmpstr(header->message_id, ==, whole->message_id);
    g_assert_cmpstr(header->fingerprint, ==, whole->fingerprint);
    return 0;
}
