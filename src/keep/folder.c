/* SPDX-License-Identifier: MIT
 * Folders of a mailbox: role, UIDVALIDITY, and the frontiers between which every UID stands in the ledger. */
#include "keep/mail.h"
#include "keep/handle.h"

void
keep_folder_free(KeepFolder *folder)
{
    if (!folder)
        return;
    g_free(folder->mailbox_name);
    g_free(folder->raw_name);
    g_free(folder->name);
    g_free(folder->mark);
    g_free(folder);
}

static FolderRole
role_parse(const char *name)
{
    for (FolderRole role = FOLDER_INBOX; role < FOLDER_OTHER; role++)
        if (g_str_equal(name, folder_role_name(role)))
            return role;
    return FOLDER_OTHER;
}

static KeepFolder *
load(KeepDb *db, gint64 mailbox_id, const char *raw_name, GError **error)
{
    static const char LOAD[] =
        "SELECT f.id, b.name, f.name, f.role, COALESCE(f.uidvalidity, 0), f.frontier_up, f.frontier_down, f.backfill_done, "
        "COALESCE(f.server_count, -1), f.mark, COALESCE(f.renumbered_at, 0), COALESCE(f.renumbered_before_at, 0) "
        "FROM mail_folder f JOIN mailbox b ON b.id = f.mailbox_id WHERE f.mailbox_id = :mailbox AND f.raw_name = :raw";
    g_autoptr(KeepRows) rows = keep_db_query(db, LOAD, BIND(KI("mailbox", mailbox_id), KT("raw", raw_name)), error);
    if (!rows || !keep_rows_next(rows, error))
        return NULL;
    KeepFolder *folder = g_new0(KeepFolder, 1);
    folder->mailbox_id = mailbox_id;
    folder->raw_name = g_strdup(raw_name);
    folder->id = keep_rows_int(rows, 0);
    folder->mailbox_name = g_strdup(keep_rows_text(rows, 1));
    folder->name = g_strdup(keep_rows_text(rows, 2));
    folder->role = role_parse(keep_rows_text(rows, 3));
    folder->uidvalidity = (guint32)keep_rows_int(rows, 4);
    folder->frontier_up = (guint32)keep_rows_int(rows, 5);
    folder->frontier_down = (guint32)keep_rows_int(rows, 6);
    folder->backfill_done = keep_rows_int(rows, 7) != 0;
    folder->server_count = keep_rows_int(rows, 8);
    folder->mark = g_strdup(keep_rows_text(rows, 9));
    folder->renumbered_at = keep_rows_int(rows, 10);
    folder->renumbered_before_at = keep_rows_int(rows, 11);
    return folder;
}

/* "Sent" decides direction and the best copy (16 B14, B15), so messages follow when a folder turns out to be it, or not. Of copies that
 * do not speak no facts are stored: where there are several, all are read again. */
static gboolean
follow_role(KeepDb *db, gint64 folder_id, GError **error)
{
    static const char DIRTY[] =
        "UPDATE thread SET dirty = 1 WHERE id IN (SELECT m.thread_id FROM ledger l JOIN message m ON m.id = l.message_id "
        "WHERE l.folder_id = :folder)";
    static const char IS_SENT[] =
        "UPDATE message SET digest = CASE WHEN digest IS NULL THEN NULL ELSE '' END, "
        "is_sent = EXISTS (SELECT 1 FROM ledger l JOIN mail_folder f ON f.id = l.folder_id "
        "WHERE l.message_id = message.id AND f.role = 'sent') "
        "WHERE id IN (SELECT message_id FROM ledger WHERE folder_id = :folder)";
    static const char AGAIN[] =
        "UPDATE ledger SET again_at = 0, tried_by = NULL WHERE gone_at IS NULL AND message_id IN "
        "(SELECT message_id FROM ledger WHERE message_id IN (SELECT message_id FROM ledger WHERE folder_id = :folder) "
        "GROUP BY message_id HAVING COUNT(*) > 1)";
    return keep_db_run(db, IS_SENT, BIND(KI("folder", folder_id)), error) &&
           keep_db_run(db, AGAIN, BIND(KI("folder", folder_id)), error) &&
           keep_db_run(db, DIRTY, BIND(KI("folder", folder_id)), error);
}

static gboolean
insert(KeepDb *db, gint64 mailbox_id, const char *raw_name, const char *name, FolderRole role, GError **error)
{
    static const char INSERT[] =
        "INSERT INTO mail_folder (mailbox_id, raw_name, name, role) VALUES (:mailbox, :raw, :name, :role)";
    return keep_db_run(db, INSERT,
                       BIND(KI("mailbox", mailbox_id), KT("raw", raw_name), KT("name", name),
                            KT("role", folder_role_name(role))),
                       error);
}

static gboolean
rename_folder(KeepDb *db, KeepFolder *folder, const char *name, FolderRole role, GError **error)
{
    static const char UPDATE[] = "UPDATE mail_folder SET name = :name, role = :role WHERE id = :id";
    if (!keep_db_begin(db, error))
        return FALSE;
    gboolean ok = keep_db_run(db, UPDATE,
                              BIND(KT("name", name), KT("role", folder_role_name(role)), KI("id", folder->id)), error) &&
                  (folder->role == role || follow_role(db, folder->id, error));
    return keep_db_end(db, ok, error);
}

KeepFolder *
keep_folder_ensure(KeepDb *db, gint64 mailbox_id, const char *raw_name, const char *name, FolderRole role, GError **error)
{
    GError *problem = NULL;
    g_autoptr(KeepFolder) folder = load(db, mailbox_id, raw_name, &problem);
    if (!problem && folder && folder->role == role && g_str_equal(folder->name, name))
        return g_steal_pointer(&folder);
    if (!problem && folder)
        rename_folder(db, folder, name, role, &problem);
    else if (!problem)
        insert(db, mailbox_id, raw_name, name, role, &problem);
    if (!problem)
        return load(db, mailbox_id, raw_name, error);
    g_propagate_error(error, problem);
    return NULL;
}

static gboolean
supersede(KeepDb *db, gint64 folder_id, guint32 uidvalidity, gint64 now, GError **error)
{
    static const char GONE[] = "UPDATE ledger SET gone_at = :now "
                               "WHERE folder_id = :folder AND uidvalidity <> :validity AND gone_at IS NULL";
    static const char ANEW[] =
        "UPDATE mail_folder SET frontier_up = 0, frontier_down = 0, backfill_done = 0, "
        "renumbered_before_at = CASE WHEN uidvalidity IS NULL THEN NULL ELSE renumbered_at END, "
        "renumbered_at = CASE WHEN uidvalidity IS NULL THEN NULL ELSE :now END, uidvalidity = :validity WHERE id = :folder";
    const KeepBind *binds = BIND(KI("now", now), KI("folder", folder_id), KI("validity", uidvalidity));
    return keep_db_run(db, GONE, binds, error) && keep_db_run(db, ANEW, binds, error);
}

gboolean
keep_folder_validity(KeepDb *db, gint64 folder_id, guint32 uidvalidity, gint64 now, GError **error)
{
    static const char CURRENT[] = "SELECT uidvalidity FROM mail_folder WHERE id = :folder";
    gint64 current;
    if (!keep_db_int(db, CURRENT, BIND(KI("folder", folder_id)), &current, NULL, error))
        return FALSE;
    if (current == uidvalidity)
        return TRUE;
    if (!keep_db_begin(db, error))
        return FALSE;
    return keep_db_end(db, supersede(db, folder_id, uidvalidity, now, error), error);
}

gboolean
keep_folder_frontier(KeepDb *db, gint64 folder_id, guint32 up, guint32 down, gboolean backfill_done, gint64 now,
                     GError **error)
{
    static const char FRONTIER[] = "UPDATE mail_folder SET frontier_up = :up, frontier_down = :down, "
                                   "backfill_done = :done, last_scan_at = :now WHERE id = :id";
    return keep_db_run(db, FRONTIER,
                       BIND(KI("up", up), KI("down", down), KI("done", backfill_done != FALSE), KI("now", now),
                            KI("id", folder_id)),
                       error);
}

gboolean
keep_folder_server_count(KeepDb *db, gint64 folder_id, gint64 count, GError **error)
{
    static const char COUNT[] = "UPDATE mail_folder SET server_count = :count, missing = CASE WHEN :count IS NULL THEN missing ELSE 0 END, "
                                "missing_since = CASE WHEN :count IS NULL THEN missing_since END WHERE id = :id";
    return keep_db_run(db, COUNT, BIND(KO("count", count < 0, count), KI("id", folder_id)), error);
}

gboolean
keep_folder_mark(KeepDb *db, gint64 folder_id, const char *mark, GError **error)
{
    return keep_db_run(db, "UPDATE mail_folder SET mark = NULLIF(:mark, '') WHERE id = :id AND COALESCE(mark, '') <> COALESCE(:mark, '')",
                       BIND(KT("mark", mark), KI("id", folder_id)), error);
}

GArray *
keep_folder_uids(KeepDb *db, gint64 folder_id, guint32 uidvalidity, guint32 from, guint32 to, GError **error)
{
    static const char UIDS[] = "SELECT uid FROM ledger WHERE folder_id = :folder AND uidvalidity = :validity "
                               "AND uid BETWEEN :from AND :to AND gone_at IS NULL ORDER BY uid";
    g_autoptr(KeepRows) rows = keep_db_query(
        db, UIDS, BIND(KI("folder", folder_id), KI("validity", uidvalidity), KI("from", from), KI("to", to)), error);
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

gboolean
keep_folder_look_ahead(KeepDb *db, KeepFolder *folder, guint32 uidvalidity, guint32 from, guint32 to, GError **error)
{
    static const char ANY[] = "SELECT 1 FROM ledger WHERE folder_id = :folder AND uidvalidity = :validity "
                              "AND uid BETWEEN :from AND :to LIMIT 1";
    gint64 one;
    gboolean found;
    if (!keep_db_int(db, ANY, BIND(KI("folder", folder->id), KI("validity", uidvalidity), KI("from", from), KI("to", to)), &one, &found, error))
        return FALSE;
    folder->free_from = found ? 0 : from;
    folder->free_to = found ? 0 : to;
    return TRUE;
}

GHashTable *
keep_folder_local_keys(KeepDb *db, gint64 folder_id, gboolean gone, GError **error)
{
    static const char KEYS[] = "SELECT local_key, uid FROM ledger WHERE folder_id = :folder AND local_key IS NOT NULL "
                               "AND (gone_at IS NULL) = :here ORDER BY uidvalidity, uid";
    g_autoptr(KeepRows) rows = keep_db_query(db, KEYS, BIND(KI("folder", folder_id), KI("here", !gone)), error);
    if (!rows)
        return NULL;
    g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem))
        g_hash_table_replace(keys, g_strdup(keep_rows_text(rows, 0)), GUINT_TO_POINTER((guint)keep_rows_int(rows, 1)));
    if (!problem)
        return g_steal_pointer(&keys);
    g_propagate_error(error, problem);
    return NULL;
}
