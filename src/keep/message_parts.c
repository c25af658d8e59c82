/* SPDX-License-Identifier: MIT
 * The rows that hang on a message: parties, references, invitation, report. */
#include "keep/message.h"
#include "keep/address.h"
#include "keep/invite.h"

static gboolean
insert_party(KeepDb *db, gint64 message_id, const MailParty *party, guint position, GError **error)
{
    static const char INSERT[] = "INSERT INTO message_party (message_id, role, position, address_id, name) "
                                 "VALUES (:message, :role, :position, :address, :name)";
    gint64 address;
    return keep_address_id(db, party->addr, &address, error) &&
           keep_db_run(db, INSERT,
                       BIND(KI("message", message_id), KT("role", party_role_name(party->role)),
                            KI("position", position), KI("address", address), KT("name", party->name)),
                       error);
}

static gboolean
insert_parties(KeepDb *db, gint64 message_id, const Mail *mail, GError **error)
{
    const MailParty *from = mail_from(mail); /* stands in the message itself */
    for (guint i = 0; i < mail->parties->len; i++) {
        const MailParty *party = g_ptr_array_index(mail->parties, i);
        if (party != from && !insert_party(db, message_id, party, i, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
insert_refs(KeepDb *db, gint64 message_id, const KeepJoin *join, GError **error)
{
    static const char INSERT[] = "INSERT INTO message_ref (message_id, msgid_id) VALUES (:message, :msgid) "
                                 "ON CONFLICT DO NOTHING";
    for (guint i = 0; i < join->ids->len; i++)
        if (!keep_db_run(db, INSERT,
                         BIND(KI("message", message_id), KI("msgid", g_array_index(join->ids, gint64, i))), error))
            return FALSE;
    return TRUE;
}

static gboolean
insert_attendees(KeepDb *db, gint64 invite_id, const Invite *invite, GError **error)
{
    static const char INSERT[] = "INSERT INTO invite_attendee (invite_id, addr, partstat, is_resource) "
                                 "VALUES (:invite, :addr, :partstat, :resource) ON CONFLICT DO NOTHING";
    for (guint i = 0; invite->attendees && i < invite->attendees->len; i++) {
        const InviteAttendee *attendee = g_ptr_array_index(invite->attendees, i);
        if (!keep_db_run(db, INSERT,
                         BIND(KI("invite", invite_id), KT("addr", attendee->addr), KT("partstat", attendee->partstat),
                              KI("resource", attendee->is_resource != FALSE)),
                         error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
insert_invite(KeepDb *db, gint64 message_id, const Invite *invite, GError **error)
{
    static const char INSERT[] =
        "INSERT INTO invite (message_id, method, uid, recurrence_id, sequence, organizer, dtstamp, start_at, end_at, summary, sent_by) "
        "VALUES (:message, :method, :uid, :recurrence, :sequence, :organizer, :dtstamp, :start, :end, :summary, :sent_by)";
    return keep_db_run(db, INSERT,
                       BIND(KI("message", message_id), KT("method", invite->method), KT("uid", invite->uid),
                            KT("recurrence", invite->recurrence_id), KI("sequence", invite->sequence),
                            KT("organizer", invite->organizer), KO("dtstamp", invite->dtstamp == 0, invite->dtstamp),
                            KO("start", invite->start_at == 0, invite->start_at),
                            KO("end", invite->end_at == 0, invite->end_at), KT("summary", invite->summary), KT("sent_by", invite->sent_by)),
                       error) &&
           insert_attendees(db, keep_db_last_id(db), invite, error) && keep_invite_mark(db, invite->uid, error);
}

static gboolean
insert_recipients(KeepDb *db, gint64 message_id, const GPtrArray *addresses, GError **error)
{
    static const char INSERT[] = "INSERT INTO report_recipient (message_id, addr) VALUES (:message, :addr) "
                                 "ON CONFLICT DO NOTHING";
    for (guint i = 0; addresses && i < addresses->len; i++)
        if (!keep_db_run(db, INSERT, BIND(KI("message", message_id), KT("addr", g_ptr_array_index(addresses, i))),
                         error))
            return FALSE;
    return TRUE;
}

/* A bounce without a report part still names its victims in X-Failed-Recipients (16-B12). */
static gboolean
insert_report(KeepDb *db, gint64 message_id, const Mail *mail, GError **error)
{
    static const char INSERT[] = "INSERT INTO report (message_id, kind, status, original_id) "
                                 "VALUES (:message, :kind, :status, :original)";
    const Report *report = mail->report;
    return keep_db_run(db, INSERT,
                       BIND(KI("message", message_id),
                            KT("kind", report && report->kind ? report->kind : "delivery-status"),
                            KT("status", report ? report->status : NULL),
                            KT("original", report ? report->original_id : NULL)),
                       error) &&
           insert_recipients(db, message_id, report ? report->failed : NULL, error) &&
           insert_recipients(db, message_id, mail->failed_recipients, error);
}

static gboolean
delete_parts(KeepDb *db, gint64 message_id, GError **error)
{
    static const char *const DELETES[] = {
        "DELETE FROM message_party WHERE message_id = :id",
        "DELETE FROM message_ref WHERE message_id = :id",
        "DELETE FROM invite_attendee WHERE invite_id IN (SELECT id FROM invite WHERE message_id = :id)",
        "DELETE FROM invite WHERE message_id = :id",
        "DELETE FROM report_recipient WHERE message_id = :id",
        "DELETE FROM report WHERE message_id = :id",
    };
    for (guint i = 0; i < G_N_ELEMENTS(DELETES); i++)
        if (!keep_db_run(db, DELETES[i], BIND(KI("id", message_id)), error))
            return FALSE;
    return TRUE;
}

gboolean
keep_message_write_parts(KeepDb *db, gint64 message_id, const KeepCopy *copy, const KeepJoin *join, gboolean is_new,
                         GError **error)
{
    const Mail *mail = copy->mail;
    gboolean has_report = mail->report || (mail->failed_recipients && mail->failed_recipients->len > 0);
    return (is_new || delete_parts(db, message_id, error)) && insert_parties(db, message_id, mail, error) &&
           insert_refs(db, message_id, join, error) &&
           (!mail->invite || insert_invite(db, message_id, mail->invite, error)) &&
           (!has_report || insert_report(db, message_id, mail, error));
}
