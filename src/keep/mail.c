/* SPDX-License-Identifier: MIT
 * Copies come in: the ledger knows every UID ever seen and what became of it. */
#include "keep/mail.h"
#include "keep/handle.h"
#include "keep/message.h"

typedef enum { ROW_NONE, ROW_AGAIN, ROW_FINAL } LedgerRow;

/* What is final is left alone. A UID once outside the window or unreadable may still become a message; one that is asked for again, or was
 * gone, may change what it is, and is no news. */
static gboolean
find_row(KeepDb *db, gint64 folder_id, guint32 uidvalidity, guint32 uid, LedgerRow *ret, GError **error)
{
    static const char FIND[] = "SELECT CASE WHEN state IN ('quarantined','outside') THEN 0 "
                               "WHEN gone_at IS NOT NULL OR again_at IS NOT NULL THEN 1 ELSE 2 END "
                               "FROM ledger WHERE folder_id = :folder AND uidvalidity = :validity AND uid = :uid";
    gint64 row = ROW_NONE;
    gboolean ok = keep_db_int(db, FIND, BIND(KI("folder", folder_id), KI("validity", uidvalidity), KI("uid", uid)), &row, NULL, error);
    *ret = (LedgerRow)row;
    return ok;
}

static gboolean
write_row(KeepDb *db, const KeepCopy *copy, gint64 message_id, GError **error)
{
    static const char WRITE[] =
        "INSERT INTO ledger (folder_id, uidvalidity, uid, state, message_id, arrived_at, local_key) "
        "VALUES (:folder, :validity, :uid, 'stored', :message, :arrived, :key) ON CONFLICT (folder_id, uidvalidity, uid) "
        "DO UPDATE SET state = 'stored', message_id = excluded.message_id, arrived_at = excluded.arrived_at, "
        "local_key = excluded.local_key, reason = NULL, gone_at = NULL, again_at = NULL, tried_by = NULL";
    const Mail *mail = copy->mail;
    return keep_db_run(db, WRITE,
                       BIND(KI("folder", copy->folder->id), KI("validity", copy->uidvalidity), KI("uid", mail->uid),
                            KI("message", message_id), KO("arrived", mail->arrived_at == 0, mail->arrived_at),
                            KT("key", mail->local_key)),
                       error);
}

static gboolean
insert_learned(KeepDb *db, const char *addr, GError **error)
{
    static const char LEARN[] = "INSERT INTO own_address (value, origin) VALUES (:addr, 'learned') ON CONFLICT DO NOTHING";
    const char *const addresses[] = {addr, NULL};
    if (!keep_db_run(db, LEARN, BIND(KT("addr", addr)), error))
        return FALSE;
    gboolean is_new = keep_db_changes(db) > 0;
    keep_intern_put(db->intern, KEEP_INTERN_OWN, addr, 1);
    return !is_new || keep_thread_mark(db, addresses, NULL, error);
}

/* Whoever wrote what lies in a Sent folder is us (16-B14); who claims the address otherwise is weighed when matching. */
static gboolean
learn_own(KeepDb *db, const KeepCopy *copy, GError **error)
{
    const MailParty *from = mail_from(copy->mail);
    if (copy->folder->role != FOLDER_SENT || !from || keep_intern_get(db->intern, KEEP_INTERN_OWN, from->addr) != 0)
        return TRUE;
    return insert_learned(db, from->addr, error);
}

static gboolean
store(KeepDb *db, const KeepCopy *copy, GError **error)
{
    gint64 message_id;
    return keep_message_take(db, copy, &message_id, error) && write_row(db, copy, message_id, error) &&
           learn_own(db, copy, error);
}

gboolean
keep_mail_store(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, const Mail *mail, const KeepReading *reading,
                const Calendar *calendar, const char *ingest, gint64 now, gboolean *ret_is_new, GError **error)
{
    LedgerRow row = ROW_NONE;
    gboolean is_free = folder->free_to != 0 && folder->free_from <= mail->uid && mail->uid <= folder->free_to;
    if (!is_free && !find_row(db, folder->id, uidvalidity, mail->uid, &row, error))
        return FALSE;
    *ret_is_new = row == ROW_NONE;
    if (row == ROW_FINAL)
        return TRUE;
    g_auto(KeepCopy) copy = {folder, uidvalidity, mail, reading, calendar, ingest, now, NULL, NULL};
    keep_copy_name(&copy);
    if (!keep_db_begin(db, error))
        return FALSE;
    return keep_db_end(db, store(db, &copy, error), error);
}

gboolean
keep_mail_note(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, const char *state,
               const char *reason, const char *local_key, GError **error)
{
    static const char NOTE[] =
        "INSERT INTO ledger (folder_id, uidvalidity, uid, state, reason, local_key) "
        "VALUES (:folder, :validity, :uid, :state, :reason, :key) ON CONFLICT (folder_id, uidvalidity, uid) "
        "DO UPDATE SET state = excluded.state, reason = excluded.reason, message_id = NULL, gone_at = NULL, again_at = NULL, "
        "tried_by = NULL WHERE state IN ('quarantined','outside') OR gone_at IS NOT NULL OR (state = 'never_log' AND again_at IS NOT NULL)";
    return keep_db_run(db, NOTE,
                       BIND(KI("folder", folder->id), KI("validity", uidvalidity), KI("uid", uid), KT("state", state),
                            KT("reason", reason), KT("key", local_key)),
                       error);
}

gboolean
keep_mail_gone(KeepDb *db, gint64 folder_id, guint32 uidvalidity, guint32 uid, gint64 gone_at, GError **error)
{
    static const char GONE[] = "UPDATE ledger SET gone_at = CASE WHEN :at IS NULL THEN NULL ELSE COALESCE(gone_at, :at) END, again_at = NULL "
                               "WHERE folder_id = :folder AND uidvalidity = :validity AND uid = :uid";
    return keep_db_run(db, GONE,
                       BIND(KO("at", gone_at == 0, gone_at), KI("folder", folder_id), KI("validity", uidvalidity),
                            KI("uid", uid)),
                       error);
}

gboolean
keep_mail_cue(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, guint cue, GError **error)
{
    static const char CUE[] =
        "UPDATE message SET cue = :cue, digest = CASE WHEN digest IS NULL THEN NULL ELSE '' END WHERE cue IS NULL AND id = "
        "(SELECT message_id FROM ledger WHERE folder_id = :folder AND uidvalidity = :validity AND uid = :uid)";
    static const char DIRTY[] = "UPDATE thread SET dirty = 1 WHERE dirty = 0 AND id = (SELECT m.thread_id FROM ledger l JOIN message m ON m.id = l.message_id "
                                "WHERE l.folder_id = :folder AND l.uidvalidity = :validity AND l.uid = :uid)";
    if (!keep_db_run(db, CUE, BIND(KI("cue", cue), KI("folder", folder->id), KI("validity", uidvalidity), KI("uid", uid)), error))
        return FALSE;
    return keep_db_changes(db) == 0 ||
           keep_db_run(db, DIRTY, BIND(KI("folder", folder->id), KI("validity", uidvalidity), KI("uid", uid)), error);
}

gboolean
keep_mail_away(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, gint32 until_day, GError **error)
{
    static const char AWAY[] = "UPDATE message SET away_until_day = :day WHERE away_until_day IS NULL AND id = "
                               "(SELECT message_id FROM ledger WHERE folder_id = :folder AND uidvalidity = :validity AND uid = :uid)";
    return keep_db_run(db, AWAY, BIND(KI("day", until_day), KI("folder", folder->id), KI("validity", uidvalidity), KI("uid", uid)), error);
}

gboolean
keep_mail_left(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, gboolean has_left, const char *colleague, GError **error)
{
    static const char LEFT[] = "UPDATE message SET says_left = :left, colleague = :colleague WHERE says_left = 0 AND colleague IS NULL AND id = "
                               "(SELECT message_id FROM ledger WHERE folder_id = :folder AND uidvalidity = :validity AND uid = :uid)";
    return keep_db_run(db, LEFT,
                       BIND(KI("left", has_left), KT("colleague", colleague), KI("folder", folder->id), KI("validity", uidvalidity), KI("uid", uid)),
                       error);
}

gboolean
keep_mail_word(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, const char *category, const char *pattern, int weight,
               GError **error)
{
    static const char WORD[] =
        "INSERT INTO message_cue (message_id, category, pattern, weight) SELECT message_id, :category, :pattern, :weight FROM ledger "
        "WHERE folder_id = :folder AND uidvalidity = :validity AND uid = :uid AND message_id IS NOT NULL ON CONFLICT DO NOTHING";
    return keep_db_run(db, WORD,
                       BIND(KT("category", category), KT("pattern", pattern), KI("weight", weight), KI("folder", folder->id),
                            KI("validity", uidvalidity), KI("uid", uid)),
                       error);
}
