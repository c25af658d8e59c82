/* SPDX-License-Identifier: MIT
 * Messages: the facts of the copy that speaks (16-B15), the earliest arrival of all copies, and the numbering of twins. What is
 * stored is the same in whatever order the copies come. */
#include "keep/message.h"
#include "keep/address.h"
#include "keep/handle.h"
#include "base/text.h"


typedef struct { /* a stored message, as far as another copy needs to know it */
    gint64 id, thread_id, msgid_id;
    gboolean has_date, has_arrived;
    gint64 date_at, arrived_at, logged_at, occurred_at;
    gboolean is_sent;
    int class_in;
    char *mailbox, *folder;
    gint64 uidvalidity, uid;
} Stored;

static void
stored_clear(Stored *stored)
{
    g_clear_pointer(&stored->mailbox, g_free);
    g_clear_pointer(&stored->folder, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stored, stored_clear)

static void
read_stored(KeepRows *rows, Stored *ret)
{
    ret->id = keep_rows_int(rows, 0);
    ret->thread_id = keep_rows_int(rows, 1);
    ret->msgid_id = keep_rows_int(rows, 2);
    ret->has_date = !keep_rows_is_null(rows, 3);
    ret->date_at = keep_rows_int(rows, 3);
    ret->has_arrived = !keep_rows_is_null(rows, 4);
    ret->arrived_at = keep_rows_int(rows, 4);
    ret->logged_at = keep_rows_int(rows, 5);
    ret->occurred_at = keep_rows_int(rows, 6);
    ret->is_sent = keep_rows_int(rows, 7) != 0;
    ret->class_in = (int)keep_rows_int(rows, 8);
    ret->mailbox = g_strdup(keep_rows_text(rows, 9));
    ret->folder = g_strdup(keep_rows_text(rows, 10));
    ret->uidvalidity = keep_rows_int(rows, 11);
    ret->uid = keep_rows_int(rows, 12);
}

/* RET->id stays 0 when there is none. */
static gboolean
find(KeepDb *db, const char *copy_key, Stored *ret, GError **error)
{
    static const char FIND[] =
        "SELECT m.id, m.thread_id, m.msgid_id, m.date_at, m.arrived_at, m.logged_at, m.occurred_at, f.role = 'sent', m.class_in, "
        "b.name, f.raw_name, m.best_uidvalidity, m.best_uid FROM message m "
        "JOIN mail_folder f ON f.id = m.best_folder_id JOIN mailbox b ON b.id = f.mailbox_id WHERE m.copy_key = :key";
    g_autoptr(KeepRows) rows = keep_db_query(db, FIND, BIND(KT("key", copy_key)), error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    if (keep_rows_next(rows, &problem))
        read_stored(rows, ret);
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

static int
compare_ints(gint64 a, gint64 b)
{
    return (a > b) - (a < b);
}

/* A total order, so that it does not matter who came first. */
static gboolean
is_better(const KeepCopy *copy, const Stored *stored)
{
    gboolean is_sent = copy->folder->role == FOLDER_SENT;
    int order = stored->is_sent - is_sent;
    if (order == 0)
        order = compare_ints(copy->reading->in, stored->class_in);
    if (order == 0)
        order = g_strcmp0(copy->folder->mailbox_name, stored->mailbox);
    if (order == 0)
        order = g_strcmp0(copy->folder->raw_name, stored->folder);
    if (order == 0)
        order = compare_ints(copy->uidvalidity, stored->uidvalidity);
    if (order == 0)
        order = compare_ints(copy->mail->uid, stored->uid);
    return order < 0;
}

/* Twins bear the same Message-ID and are numbered by time, then key (16-B05). */
gboolean
keep_message_number_twins(KeepDb *db, gint64 msgid_id, GError **error)
{
    static const char SECOND[] = "SELECT id FROM message WHERE msgid_id = :msgid LIMIT 1 OFFSET 1";
    static const char NUMBER[] =
        "UPDATE message SET twin = n.twin, digest = CASE WHEN digest IS NULL THEN NULL ELSE '' END "
        "FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY occurred_at, copy_key) AS twin FROM message "
        "WHERE msgid_id = :msgid) n WHERE message.id = n.id AND message.twin <> n.twin";
    gboolean has_twins;
    gint64 second;
    if (!keep_db_int(db, SECOND, BIND(KI("msgid", msgid_id)), &second, &has_twins, error))
        return FALSE;
    return !has_twins || keep_db_run(db, NUMBER, BIND(KI("msgid", msgid_id)), error);
}

static gint64
own_reply_id(const Mail *mail, const char *own, const KeepJoin *join)
{
    guint at = 0;
    for (guint i = 0; mail->in_reply_to && mail->references && i < mail->references->len; i++) {
        const char *reference = g_ptr_array_index(mail->references, i);
        if (g_str_equal(reference, own))
            continue;
        if (g_str_equal(reference, mail->in_reply_to))
            return g_array_index(join->ids, gint64, at);
        at++;
    }
    return 0;
}

static gboolean
from_id(KeepDb *db, const Mail *mail, gint64 *ret_id, GError **error)
{
    const MailParty *from = mail_from(mail);
    *ret_id = 0;
    return !from || keep_address_id(db, from->addr, ret_id, error);
}

static gboolean
insert_row(KeepDb *db, const KeepCopy *copy, const KeepJoin *join, GError **error)
{
    static const char INSERT[] =
        "INSERT INTO message (copy_key, msgid_id, thread_id, in_reply_to, date_at, arrived_at, occurred_at, local_day, "
        "logged_at, from_id, from_name, subject, subject_norm, best_folder_id, best_uidvalidity, best_uid, is_sent, "
        "class_in, because_in, class_reply, because_reply, class_out, because_out, calendar_method, ingest) VALUES "
        "(:copy_key, :msgid, :thread, :reply, :date, :arrived, :occurred, :day, :logged, :from_id, :from_name, :subject, :norm, "
        ":folder, :validity, :uid, :is_sent, :class_in, :because_in, :class_reply, :because_reply, :class_out, :because_out, "
        ":method, :ingest)";
    const Mail *mail = copy->mail;
    const KeepReading *reading = copy->reading;
    const MailParty *from = mail_from(mail);
    gint64 from_address, reply = own_reply_id(mail, copy->id, join);
    if (!from_id(db, mail, &from_address, error))
        return FALSE;
    gint64 at = mail_occurred_at(mail->has_date, mail->date_at, mail->arrived_at, copy->now);
    g_autofree char *norm = mail->subject ? text_subject_norm(mail->subject) : NULL;
    return keep_db_run(
        db, INSERT,
        BIND(KT("copy_key", copy->copy_key), KI("msgid", join->own_id), KI("thread", join->thread_id),
             KO("reply", reply == 0, reply), KO("date", !mail->has_date, mail->date_at),
             KO("arrived", mail->arrived_at == 0, mail->arrived_at), KI("occurred", at),
             KI("day", calendar_day_of(copy->calendar, at)), KI("logged", copy->now),
             KO("from_id", from_address == 0, from_address), KT("from_name", from ? from->name : NULL),
             KT("subject", mail->subject), KT("norm", norm), KI("folder", copy->folder->id),
             KI("validity", copy->uidvalidity), KI("uid", mail->uid), KI("is_sent", copy->folder->role == FOLDER_SENT),
             KI("class_in", reading->in), KT("because_in", reading->because_in), KI("class_reply", reading->reply),
             KT("because_reply", reading->because_reply), KI("class_out", reading->out),
             KT("because_out", reading->because_out), KT("method", mail->calendar_method), KT("ingest", copy->ingest)),
        error);
}

static gboolean
insert(KeepDb *db, const KeepCopy *copy, const KeepPlace *place, gint64 *ret_id, GError **error)
{
    g_auto(KeepJoin) join = {0};
    if (!keep_thread_join(db, copy->id, place, copy->mail->references, 0, TRUE, &join, error) ||
        !insert_row(db, copy, &join, error))
        return FALSE;
    *ret_id = keep_db_last_id(db);
    return (!join.is_known || keep_message_number_twins(db, join.own_id, error)) &&
           keep_message_write_parts(db, *ret_id, copy, &join, TRUE, error);
}

/* Date and first From are part of the key, so a better copy differs in the rest only. */
static gboolean
replace_facts(KeepDb *db, const Stored *stored, const KeepCopy *copy, const KeepJoin *join, GError **error)
{
    static const char REPLACE[] =
        "UPDATE message SET in_reply_to = :reply, from_name = :from_name, subject = :subject, subject_norm = :norm, "
        "best_folder_id = :folder, best_uidvalidity = :validity, best_uid = :uid, is_sent = :is_sent, "
        "class_in = :class_in, because_in = :because_in, class_reply = :class_reply, because_reply = :because_reply, "
        "class_out = :class_out, because_out = :because_out, calendar_method = :method WHERE id = :id";
    const Mail *mail = copy->mail;
    const KeepReading *reading = copy->reading;
    const MailParty *from = mail_from(mail);
    gint64 reply = own_reply_id(mail, copy->id, join);
    g_autofree char *norm = mail->subject ? text_subject_norm(mail->subject) : NULL;
    return keep_db_run(
               db, REPLACE,
               BIND(KO("reply", reply == 0, reply), KT("from_name", from ? from->name : NULL),
                    KT("subject", mail->subject), KT("norm", norm), KI("folder", copy->folder->id),
                    KI("validity", copy->uidvalidity), KI("uid", mail->uid),
                    KI("is_sent", copy->folder->role == FOLDER_SENT), KI("class_in", reading->in),
                    KT("because_in", reading->because_in), KI("class_reply", reading->reply),
                    KT("because_reply", reading->because_reply), KI("class_out", reading->out),
                    KT("because_out", reading->because_out), KT("method", mail->calendar_method),
                    KI("id", stored->id)),
               error) &&
           keep_message_write_parts(db, stored->id, copy, join, FALSE, error);
}

static gboolean
set_arrival(KeepDb *db, const Stored *stored, const KeepCopy *copy, GError **error)
{
    static const char ARRIVAL[] =
        "UPDATE message SET arrived_at = :arrived, occurred_at = :occurred, local_day = :day WHERE id = :id";
    gint64 arrived = copy->mail->arrived_at;
    gint64 at = mail_occurred_at(stored->has_date, stored->date_at, arrived, stored->logged_at);
    return keep_db_run(db, ARRIVAL,
                       BIND(KI("arrived", arrived), KI("occurred", at), KI("day", calendar_day_of(copy->calendar, at)),
                            KI("id", stored->id)),
                       error) &&
           (at == stored->occurred_at || keep_message_number_twins(db, stored->msgid_id, error));
}

static gboolean
forget_verdict(KeepDb *db, gint64 message_id, GError **error)
{
    static const char FORGET[] = "UPDATE message SET digest = '' WHERE id = :id AND digest IS NOT NULL";
    return keep_db_run(db, FORGET, BIND(KI("id", message_id)), error);
}

/* Every copy's ids join the thread, also those of a copy that does not speak: else the order of arrival would show. */
static gboolean
update(KeepDb *db, const Stored *stored, const KeepCopy *copy, const KeepPlace *place, GError **error)
{
    gint64 arrived = copy->mail->arrived_at;
    gboolean is_earlier = arrived != 0 && (!stored->has_arrived || arrived < stored->arrived_at);
    gboolean better = is_better(copy, stored);
    g_auto(KeepJoin) join = {0};
    if (!keep_thread_join(db, copy->id, place, copy->mail->references, stored->thread_id, is_earlier || better, &join, error))
        return FALSE;
    if (is_earlier && !set_arrival(db, stored, copy, error))
        return FALSE;
    if (better && !replace_facts(db, stored, copy, &join, error))
        return FALSE;
    return (!is_earlier && !better) || forget_verdict(db, stored->id, error);
}

gboolean
keep_message_take(KeepDb *db, const KeepCopy *copy, gint64 *ret_id, GError **error)
{
    g_auto(Stored) stored = {0};
    KeepPlace place;
    if (!keep_thread_find_id(db, copy->id, &place, error))
        return FALSE;
    if (place.id != 0 && !find(db, copy->copy_key, &stored, error)) /* an id that nobody has named no message bears */
        return FALSE;
    *ret_id = stored.id;
    return stored.id != 0 ? update(db, &stored, copy, &place, error) : insert(db, copy, &place, ret_id, error);
}
