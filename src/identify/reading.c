/* SPDX-License-Identifier: MIT
 * What one message is by its own headers: the classes of spec 08 §8.1, read as inbound, as an answer to us, and as outbound. */
#include "identify/message.h"
#include <string.h>
#include "base/address.h"
#include "base/text.h"

typedef enum { AS_INBOUND, AS_REPLY, AS_OUTBOUND } Side;

static const char no_from[] = "From: none";

/* How subjects of automatic answers begin, folded (08 §8.1 rule 4). Where the flag is set a digit is no end of the word either. */
static const struct {
    const char *start;
    gboolean is_whole_word;
} auto_subjects[] = {
    { "automatiskt svar", FALSE }, { "automatisk svar", FALSE },  { "autosvar", FALSE },       { "automatic reply", FALSE },
    { "automatic-reply", FALSE },  { "automaticreply", FALSE },   { "auto reply", FALSE },     { "auto-reply", FALSE },
    { "autoreply", FALSE },        { "out of office", FALSE },    { "out of the office", FALSE }, { "ooo", TRUE },
    { "frånvaro", FALSE },         { "frånvarande", FALSE },      { "semestersvar", FALSE },   { "semesterhälsning", FALSE },
    { "ej på kontoret", FALSE },   { "vacation", FALSE },         { "abwesen", FALSE },        { "fravær", FALSE },
};

/* 16-B19. */
static const char *const system_senders[] = { "no-reply", "noreply", "donotreply", "do-not-reply", "notification" };

/* The start of an automatic answer's subject, NULL if it is none. What follows must not go on with a letter (16-B10): "Frånvarorapport"
 * is a customer's report. */
static const char *
auto_subject(const char *subject)
{
    g_autofree char *stripped = text_subject_strip(subject);
    g_autofree char *folded = text_fold(stripped);
    for (gsize i = 0; i < G_N_ELEMENTS(auto_subjects); i++) {
        if (!g_str_has_prefix(folded, auto_subjects[i].start))
            continue;
        gunichar next = g_utf8_get_char(folded + strlen(auto_subjects[i].start));
        if (!g_unichar_isalpha(next) && !(auto_subjects[i].is_whole_word && (g_unichar_isdigit(next) || next == '_')))
            return auto_subjects[i].start;
    }
    return NULL;
}

static gboolean
is_local(const char *addr, const char *local)
{
    gsize length = strlen(local);
    return strncmp(addr, local, length) == 0 && addr[length] == '@';
}

static const char *
interned(const char *start, const char *value)
{
    g_autofree char *text = g_strconcat(start, value, NULL);
    return g_intern_string(text);
}

/* A mail that has not passed a final delivery has no Return-Path at all (RFC 5321 §4.4); from a mailer-daemon that is as good as a null
 * one, from a postmaster, who may be a person, it is not. */
static gboolean
is_from_daemon(const Mail *mail)
{
    const MailParty *from = mail_from(mail);
    if (!from || (mail->return_path && *mail->return_path))
        return FALSE;
    return is_local(from->addr, "mailer-daemon") || (mail->return_path && is_local(from->addr, "postmaster"));
}

static const char *
bounce(const Mail *mail)
{
    if (g_strcmp0(mail->report_type, "delivery-status") == 0)
        return "Content-Type: multipart/report; report-type=delivery-status";
    if (mail->has_failed_recipients)
        return "X-Failed-Recipients";
    if (!is_from_daemon(mail))
        return NULL;
    return mail->return_path ? "Return-Path: <>" : "From: mailer-daemon";
}

static const char *
receipt(const Mail *mail)
{
    gboolean is_one = g_strcmp0(mail->report_type, "disposition-notification") == 0;
    return is_one ? "Content-Type: multipart/report; report-type=disposition-notification" : NULL;
}

/* Methods are few (RFC 5546 §1.4); whatever else a sender makes up is not interned. */
static const char *
calendar(const Mail *mail)
{
    static const char *const methods[] = { "PUBLISH", "REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER" };
    if (!mail->calendar_method)
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(methods); i++)
        if (g_str_equal(mail->calendar_method, methods[i]))
            return interned("Content-Type: text/calendar; method=", methods[i]);
    return "Content-Type: text/calendar";
}

/* SUBJECT is that of an automatic answer, or NULL. */
static const char *
auto_reply(const Mail *mail, const char *subject)
{
    const char *submitted = mail->auto_submitted ? mail->auto_submitted : "";
    if (g_str_has_prefix(submitted, "auto-replied"))
        return "Auto-Submitted: auto-replied";
    if (g_str_equal(submitted, "auto-generated") && (subject || mail->has_inbox_rules_loop))
        return "Auto-Submitted: auto-generated";
    if (mail->autoreply)
        return mail->autoreply;
    if (g_strcmp0(mail->precedence, "auto_reply") == 0 || g_strcmp0(mail->precedence, "auto-reply") == 0)
        return "Precedence: auto_reply";
    return subject ? interned("Subject: ", subject) : NULL;
}

static const char *
bulk(const Mail *mail, Side side)
{
    static const char *const words[] = { "bulk", "list", "junk" };
    if (side == AS_REPLY)
        return NULL;
    if (mail->list_id)
        return "List-Id";
    if (mail->has_list_unsubscribe)
        return "List-Unsubscribe";
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_strcmp0(mail->precedence, words[i]) == 0)
            return interned("Precedence: ", words[i]);
    return mail->has_feedback_id ? "Feedback-ID" : NULL;
}

/* Reports of other kinds (abuse, DMARC) and a mailer-daemon that answers for itself are machines too, though no rule names them. */
static const char *
system_mail(const Mail *mail)
{
    const MailParty *from = mail_from(mail);
    if (mail->auto_submitted && *mail->auto_submitted && !g_str_equal(mail->auto_submitted, "no"))
        return g_str_equal(mail->auto_submitted, "auto-generated") ? "Auto-Submitted: auto-generated" : "Auto-Submitted";
    for (gsize i = 0; i < G_N_ELEMENTS(system_senders); i++)
        if (g_str_has_prefix(from->addr, system_senders[i]))
            return interned("From: ", system_senders[i]);
    if (mail->report_type)
        return "Content-Type: multipart/report";
    return is_local(from->addr, "mailer-daemon") ? "From: mailer-daemon" : NULL;
}

/* First match wins. */
static IdentifyClass
read_as(const Mail *mail, Side side, const char *subject)
{
    const char *because;
    if ((because = bounce(mail)))
        return (IdentifyClass){ MAIL_BOUNCE, because };
    if ((because = receipt(mail)))
        return (IdentifyClass){ MAIL_RECEIPT, because };
    if (!mail_from(mail)) /* many daemons name no domain in From: only a report says more about such a mail than 16-B07 does */
        return (IdentifyClass){ MAIL_SYSTEM, no_from };
    if ((because = calendar(mail)))
        return (IdentifyClass){ MAIL_CALENDAR, because };
    if ((because = auto_reply(mail, subject)))
        return (IdentifyClass){ MAIL_AUTO_REPLY, because };
    if ((because = bulk(mail, side)))
        return (IdentifyClass){ MAIL_BULK, because };
    if ((because = system_mail(mail)))
        return (IdentifyClass){ MAIL_SYSTEM, because };
    return (IdentifyClass){ MAIL_HUMAN, NULL };
}

void
identify_read(const Mail *mail, IdentifyReading *ret)
{
    const char *subject = mail->subject ? auto_subject(mail->subject) : NULL;
    ret->in = read_as(mail, AS_INBOUND, subject);
    ret->reply = read_as(mail, AS_REPLY, subject);
    ret->out = read_as(mail, AS_OUTBOUND, NULL); /* 16-B10: our own "SV: Autosvar" is ours */
}
