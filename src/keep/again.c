/* SPDX-License-Identifier: MIT
 * UIDs that are asked for once more, and folders that come and go. */
#include "keep/mail.h"
#include "keep/handle.h"

#define DAY_SECONDS (24 * 60 * 60)

/* A copy that is stored and could not be read once more stays what it is. */
gboolean
keep_mail_quarantine(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, const char *reason,
                     const char *version, gint64 now, GError **error)
{
    static const char QUARANTINE[] =
        "INSERT INTO ledger (folder_id, uidvalidity, uid, state, reason, again_at, tried_by) "
        "VALUES (:folder, :validity, :uid, 'quarantined', :reason, :again, :version) ON CONFLICT (folder_id, uidvalidity, uid) "
        "DO UPDATE SET again_at = excluded.again_at, tried_by = excluded.tried_by, "
        "reason = CASE WHEN state IN ('quarantined','outside') THEN excluded.reason ELSE reason END, "
        "state = CASE WHEN state = 'outside' THEN 'quarantined' ELSE state END";
    return keep_db_run(db, QUARANTINE,
                       BIND(KI("folder", folder->id), KI("validity", uidvalidity), KI("uid", uid), KT("reason", reason),
                            KI("again", now + DAY_SECONDS), KT("version", version)),
                       error);
}

GArray *
keep_mail_again(KeepDb *db, gint64 folder_id, guint32 uidvalidity, const char *version, gint64 now, guint max, GError **error)
{
    static const char AGAIN[] =
        "SELECT uid FROM ledger WHERE folder_id = :folder AND uidvalidity = :validity AND again_at IS NOT NULL "
        "AND (again_at <= :now OR tried_by IS NOT :version) ORDER BY uid LIMIT :max";
    g_autoptr(KeepRows) rows = keep_db_query(db, AGAIN,
                                             BIND(KI("folder", folder_id), KI("validity", uidvalidity), KI("now", now),
                                                  KT("version", version), KI("max", max)),
                                             error);
    if (!rows)
        return NULL;
    g_autoptr(GArray) uids = g_array_new(FALSE, FALSE, sizeof(guint32));
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem)) {
        guint32 uid = (guint32)keep_rows_int(rows, 0);
        g_array_append_val(uids, uid);
    }
    if (!problem)
        return g_steal_pointer(&uids);
    g_propagate_error(error, problem);
    return NULL;
}

/* server_count is forgotten, so that the next pass over a folder that is back compares all of it. */
static gboolean
set_gone(KeepDb *db, gint64 folder_id, gint64 now, GError **error)
{
    static const char LEDGER[] = "UPDATE ledger SET gone_at = :now, again_at = NULL WHERE folder_id = :id AND gone_at IS NULL";
    static const char FOLDER[] = "UPDATE mail_folder SET gone_at = :now, server_count = NULL, mark = NULL WHERE id = :id";
    return keep_db_run(db, LEDGER, BIND(KI("now", now), KI("id", folder_id)), error) &&
           keep_db_run(db, FOLDER, BIND(KI("now", now), KI("id", folder_id)), error);
}

static gboolean
set_back(KeepDb *db, gint64 folder_id, gint64 gone_at, GError **error)
{
    static const char LEDGER[] =
        "UPDATE ledger SET gone_at = NULL, again_at = CASE WHEN state = 'quarantined' THEN 0 END "
        "WHERE folder_id = :id AND gone_at = :gone";
    static const char FOLDER[] = "UPDATE mail_folder SET gone_at = NULL WHERE id = :id";
    return keep_db_run(db, LEDGER, BIND(KI("id", folder_id), KI("gone", gone_at)), error) &&
           keep_db_run(db, FOLDER, BIND(KI("id", folder_id)), error);
}

typedef struct {
    gint64 id, gone_at; /* 0 = there */
    gboolean is_listed;
} Known;

static GArray *
load_known(KeepDb *db, gint64 mailbox_id, const char *const *raw_names, GError **error)
{
    static const char KNOWN[] = "SELECT id, COALESCE(gone_at, 0), raw_name FROM mail_folder WHERE mailbox_id = :mailbox";
    g_autoptr(KeepRows) rows = keep_db_query(db, KNOWN, BIND(KI("mailbox", mailbox_id)), error);
    if (!rows)
        return NULL;
    g_autoptr(GArray) folders = g_array_new(FALSE, FALSE, sizeof(Known));
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem)) {
        Known known = {keep_rows_int(rows, 0), keep_rows_int(rows, 1), g_strv_contains(raw_names, keep_rows_text(rows, 2))};
        g_array_append_val(folders, known);
    }
    if (!problem)
        return g_steal_pointer(&folders);
    g_propagate_error(error, problem);
    return NULL;
}

static gboolean
note_listed(KeepDb *db, const GArray *folders, gint64 now, GError **error)
{
    for (guint i = 0; i < folders->len; i++) {
        const Known *known = &g_array_index(folders, Known, i);
        if (known->is_listed == (known->gone_at == 0))
            continue;
        if (!(known->is_listed ? set_back(db, known->id, known->gone_at, error) : set_gone(db, known->id, now, error)))
            return FALSE;
    }
    return TRUE;
}

gboolean
keep_folder_listed(KeepDb *db, gint64 mailbox_id, const char *const *raw_names, gint64 now, GError **error)
{
    g_autoptr(GArray) folders = load_known(db, mailbox_id, raw_names, error);
    if (!folders || !keep_db_begin(db, error))
        return FALSE;
    return keep_db_end(db, note_listed(db, folders, now, error), error);
}
