/* SPDX-License-Identifier: MIT
 * One copy of a message: made, freed, and the names of its enumerations. */
#include "base/mail.h"
#include <string.h>

#define DATE_TRUSTED_SECONDS (24 * 3600) /* 17-A1 */

const char *
folder_role_name(FolderRole role)
{
    static const char *const names[] = {"inbox", "sent", "other"};
    return names[role];
}

const char *
party_role_name(PartyRole role)
{
    static const char *const names[] = {"from", "sender", "reply_to", "to", "cc", "bcc"};
    return names[role];
}

static const char *const class_names[] = {
    [MAIL_BOUNCE] = "bounce",         [MAIL_RECEIPT] = "receipt", [MAIL_CALENDAR] = "calendar",
    [MAIL_AUTO_REPLY] = "auto_reply", [MAIL_BULK] = "bulk",       [MAIL_SYSTEM] = "system",
    [MAIL_HUMAN] = "human",
};

const char *
mail_class_name(MailClass class)
{
    return class_names[class];
}

static void
attendee_free(gpointer data)
{
    InviteAttendee *attendee = data;
    g_free(attendee->addr);
    g_free(attendee->partstat);
    g_free(attendee);
}

Invite *
invite_new(void)
{
    Invite *invite = g_new0(Invite, 1);
    invite->attendees = g_ptr_array_new_with_free_func(attendee_free);
    return invite;
}

void
invite_free(Invite *invite)
{
    if (!invite)
        return;
    g_free(invite->method);
    g_free(invite->uid);
    g_free(invite->recurrence_id);
    g_free(invite->organizer);
    g_free(invite->sent_by);
    g_ptr_array_unref(invite->attendees);
    g_free(invite->summary);
    g_free(invite);
}

Report *
report_new(void)
{
    Report *report = g_new0(Report, 1);
    report->failed = g_ptr_array_new_with_free_func(g_free);
    return report;
}

void
report_free(Report *report)
{
    if (!report)
        return;
    g_free(report->kind);
    g_ptr_array_unref(report->failed);
    g_free(report->status);
    g_free(report->original_id);
    g_free(report);
}

static void
party_free(gpointer data)
{
    MailParty *party = data;
    g_free(party->addr);
    g_free(party->name);
    g_free(party);
}

gint64
mail_occurred_at(gboolean has_date, gint64 date_at, gint64 arrived_at, gint64 otherwise)
{
    if (arrived_at == 0)
        return has_date ? date_at : otherwise;
    if (!has_date || date_at < arrived_at - DATE_TRUSTED_SECONDS || date_at > arrived_at + DATE_TRUSTED_SECONDS)
        return arrived_at;
    return date_at;
}

char *
mail_stable_id(const Mail *mail)
{
    if (mail->message_id)
        return g_strdup(mail->message_id);
    return mail->fingerprint ? g_strdup_printf("sha256:%s@missing", mail->fingerprint) : NULL;
}

Mail *
mail_new(void)
{
    Mail *mail = g_new0(Mail, 1);
    mail->references = g_ptr_array_new_with_free_func(g_free);
    mail->parties = g_ptr_array_new_with_free_func(party_free);
    mail->failed_recipients = g_ptr_array_new_with_free_func(g_free);
    mail->problems = g_ptr_array_new_with_free_func(g_free);
    return mail;
}

void
mail_free(Mail *mail)
{
    if (!mail)
        return;
    char *texts[] = {mail->local_key,     mail->message_id,  mail->raw_date,
                     mail->fingerprint,   mail->in_reply_to, mail->subject,
                     mail->content_type,  mail->report_type, mail->calendar_method,
                     mail->return_path,   mail->precedence,  mail->list_id,
                     mail->auto_submitted};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    g_ptr_array_unref(mail->references);
    g_ptr_array_unref(mail->parties);
    g_ptr_array_unref(mail->failed_recipients);
    g_ptr_array_unref(mail->problems);
    invite_free(mail->invite);
    report_free(mail->report);
    g_free(mail->text);
    g_free(mail);
}

/* The limit keeps a header of a million addresses from filling memory and the database. */
void
mail_add_party(Mail *mail, PartyRole role, const char *canonical, const char *name)
{
    if (mail->parties->len >= MAIL_PARTIES_MAX)
        return;
    MailParty *party = g_new0(MailParty, 1);
    party->role = role;
    party->addr = g_strdup(canonical);
    party->name = g_strdup(name);
    g_ptr_array_add(mail->parties, party);
}

const MailParty *
mail_from(const Mail *mail)
{
    for (guint i = 0; i < mail->parties->len; i++) {
        const MailParty *party = g_ptr_array_index(mail->parties, i);
        if (party->role == PARTY_FROM)
            return party;
    }
    return NULL;
}

char *
mail_id_bare(const char *text)
{
    gsize length = strlen(text);
    gboolean is_bracketed = length > 2 && text[0] == '<' && text[length - 1] == '>';
    char *id = is_bracketed ? g_strndup(text + 1, length - 2) : g_strdup(text);
    for (char *c = strrchr(id, '@'); c && *c; c++)
        *c = g_ascii_tolower(*c);
    return id;
}
