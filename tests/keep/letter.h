/* SPDX-License-Identifier: MIT
 * Mails written on one line for tests. */
#pragma once
#include "base/calendar.h"
#include "keep/mail.h"
#include <string.h>

static inline Calendar *
letter_calendar(void)
{
    g_autoptr(GError) error = NULL;
    Calendar *calendar = calendar_new("Europe/Stockholm", "Mon-Fri 08:00-17:00", "SE", NULL, NULL, &error);
    g_assert_no_error(error);
    return calendar;
}

/* REFERENCES and TO are lists separated by blanks, or NULL. The fingerprint stands for Date, From and Subject. */
static inline Mail *
letter_new(const char *id, const char *references, const char *from, const char *to, gint64 date_at, const char *subject)
{
    Mail *mail = mail_new();
    mail->message_id = g_strdup(id);
    mail->date_at = date_at;
    mail->has_date = date_at != 0;
    g_free(mail->raw_date);
    mail->raw_date = date_at ? g_strdup_printf("%" G_GINT64_FORMAT, date_at) : g_strdup("");
    mail->subject = g_strdup(subject);
    mail->fingerprint = g_strdup_printf("%s-%s-%s", from ? from : "", mail->raw_date, subject ? subject : "");
    if (from)
        mail_add_party(mail, PARTY_FROM, from, NULL);
    g_auto(GStrv) receivers = g_strsplit(to ? to : "", " ", -1);
    for (guint i = 0; receivers[i]; i++)
        if (*receivers[i])
            mail_add_party(mail, PARTY_TO, receivers[i], NULL);
    g_auto(GStrv) named = g_strsplit(references ? references : "", " ", -1);
    for (guint i = 0; named[i]; i++)
        if (*named[i])
            g_ptr_array_add(mail->references, g_strdup(named[i]));
    if (mail->references->len > 0)
        mail->in_reply_to = g_strdup(g_ptr_array_index(mail->references, mail->references->len - 1));
    return mail;
}

/* Stores it as UID of FOLDER, arrived at ARRIVED_AT; returns whether the UID was new. */
static inline gboolean
letter_store(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, gint64 arrived_at, Mail *mail,
             MailClass class, const Calendar *calendar, gint64 now)
{
    g_autoptr(GError) error = NULL;
    KeepReading reading = {class, MAIL_HUMAN, MAIL_HUMAN, class == MAIL_HUMAN ? NULL : "List-Id", NULL, NULL};
    gboolean is_new = FALSE;
    mail->uid = uid;
    mail->arrived_at = arrived_at;
    keep_mail_store(db, folder, uidvalidity, mail, &reading, calendar, "auto", now, &is_new, &error);
    g_assert_no_error(error);
    return is_new;
}

static inline KeepFolder *
letter_folder(KeepDb *db, const char *mailbox, const char *name, FolderRole role)
{
    g_autoptr(GError) error = NULL;
    gint64 id;
    keep_mailbox_ensure(db, mailbox, "imap", DAY_NONE, &id, &error);
    g_assert_no_error(error);
    KeepFolder *folder = keep_folder_ensure(db, id, name, name, role, &error);
    g_assert_no_error(error);
    return folder;
}

/* Settles every dirty thread with a verdict that needs no index: @us.example is us, "domain.N.example" is account N. */
static inline void
letter_settle(KeepDb *db)
{
    g_autoptr(GError) error = NULL;
    for (;;) {
        g_autoptr(GArray) dirty = keep_thread_dirty(db, 200, &error);
        g_assert_no_error(error);
        if (dirty->len == 0)
            return;
        keep_db_begin(db, &error);
        g_autoptr(GPtrArray) messages = keep_thread_load(db, dirty, &error);
        g_assert_no_error(error);
        for (guint i = 0; i < messages->len; i++) {
            const KeepMessage *message = g_ptr_array_index(messages, i);
            g_autoptr(GArray) matches = g_array_new(FALSE, TRUE, sizeof(KeepMatch));
            gboolean is_out = message->is_sent;
            for (guint p = 0; p < message->parties->len; p++) {
                const MailParty *party = g_ptr_array_index(message->parties, p);
                const char *domain = strstr(party->addr, "@domain.");
                KeepMatch match = {domain ? g_ascii_strtoll(domain + 8, NULL, 10) : 0, 0, party->addr, "domain", "domain", 80, FALSE};
                gboolean is_known = match.account_id == 0;
                for (guint m = 0; m < matches->len; m++)
                    is_known |= g_array_index(matches, KeepMatch, m).account_id == match.account_id;
                if (!is_known)
                    g_array_append_val(matches, match);
                if (party->role == PARTY_FROM && g_str_has_suffix(party->addr, "@us.example"))
                    is_out = TRUE;
            }
            KeepVerdict verdict = {is_out ? "out" : "in", is_out ? message->class_out : message->class_in,
                                   is_out ? message->because_out : message->because_in, FALSE, matches};
            keep_mail_settle(db, message, &verdict, &error);
            g_assert_no_error(error);
        }
        keep_thread_clean(db, dirty, &error);
        g_assert_no_error(error);
        keep_db_commit(db, &error);
        g_assert_no_error(error);
    }
}
