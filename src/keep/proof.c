/* SPDX-License-Identifier: MIT
 * Completeness of folders and feeds, as last proven. */
#include "keep/proof.h"
#include "keep/handle.h"

gboolean
keep_proof_folder(KeepDb *db, gint64 folder_id, gint64 missing, gint64 since, gint64 now, GError **error)
{
    static const char WHOLE[] = "UPDATE mail_folder SET missing = 0, missing_since = NULL, verified_at = :now WHERE id = :id";
    static const char HOLES[] = "UPDATE mail_folder SET missing = :missing, missing_since = MIN(COALESCE(missing_since, :since), :since), "
                                "server_count = NULL WHERE id = :id";
    if (missing == 0)
        return keep_db_run(db, WHOLE, BIND(KI("now", now), KI("id", folder_id)), error);
    return keep_db_run(db, HOLES, BIND(KI("missing", missing), KI("since", since), KI("id", folder_id)), error);
}

gboolean
keep_proof_since(KeepDb *db, gint64 folder_id, guint32 uidvalidity, guint32 uid, gint64 *ret_since, GError **error)
{
    static const char BEFORE[] =
        "SELECT COALESCE((SELECT arrived_at FROM ledger WHERE folder_id = :folder AND uidvalidity = :validity AND uid < :uid "
        "AND arrived_at IS NOT NULL ORDER BY uid DESC LIMIT 1), (SELECT MIN(arrived_at) FROM ledger WHERE folder_id = :folder), "
        "(SELECT b.complete_at FROM mail_folder f JOIN mailbox b ON b.id = f.mailbox_id WHERE f.id = :folder), 0)";
    return keep_db_int(db, BEFORE, BIND(KI("folder", folder_id), KI("validity", uidvalidity), KI("uid", uid)), ret_since, NULL, error);
}

gboolean
keep_proof_retry(KeepDb *db, gint64 folder_id, GError **error)
{
    static const char AGAIN[] = "UPDATE ledger SET again_at = 0, tried_by = NULL WHERE folder_id = :id AND state = 'quarantined' "
                                "AND gone_at IS NULL AND uidvalidity = (SELECT uidvalidity FROM mail_folder WHERE id = :id)";
    return keep_db_run(db, AGAIN, BIND(KI("id", folder_id)), error);
}

typedef struct {
    gint64 id, missing, since;
    char *name;
} Found;

static void
clear_found(gpointer found)
{
    g_free(((Found *)found)->name);
}

/* Folders in the middle of their backfill are not whole yet, and one whose holes are known has no count to compare with. */
static GArray *
count_folders(KeepDb *db, GError **error)
{
    static const char COUNT[] =
        "SELECT f.id, b.name || '/' || f.name, f.server_count - (SELECT COUNT(*) FROM ledger l WHERE l.folder_id = f.id "
        "AND l.uidvalidity = f.uidvalidity AND l.gone_at IS NULL), COALESCE(f.verified_at, b.complete_at, 0) "
        "FROM mail_folder f JOIN mailbox b ON b.id = f.mailbox_id WHERE f.backfill_done = 1 AND f.server_count IS NOT NULL";
    g_autoptr(KeepRows) rows = keep_db_query(db, COUNT, NO_BIND, error);
    g_autoptr(GArray) all = g_array_new(FALSE, TRUE, sizeof(Found));
    GError *problem = NULL;
    g_array_set_clear_func(all, clear_found);
    while (rows && keep_rows_next(rows, &problem)) {
        Found found = {.id = keep_rows_int(rows, 0), .name = g_strdup(keep_rows_text(rows, 1)), .missing = keep_rows_int(rows, 2),
                       .since = keep_rows_int(rows, 3)};
        g_array_append_val(all, found);
    }
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem ? g_steal_pointer(&all) : NULL;
}

static gboolean
note_folders(KeepDb *db, const GArray *all, gint64 now, GPtrArray *names, GError **error)
{
    for (guint i = 0; i < all->len; i++) {
        const Found *found = &g_array_index(all, Found, i);
        if (!keep_proof_folder(db, found->id, MAX(found->missing, 0), found->since, now, error))
            return FALSE;
        if (found->missing > 0)
            g_ptr_array_add(names, g_strdup_printf("%s: %d", found->name, (int)found->missing));
    }
    return TRUE;
}

GPtrArray *
keep_proof_light(KeepDb *db, gint64 now, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    if (!keep_db_begin(db, error))
        return NULL;
    g_autoptr(GArray) all = count_folders(db, error);
    gboolean ok = keep_db_end(db, all && note_folders(db, all, now, names, error), error);
    return ok ? g_steal_pointer(&names) : NULL;
}

gboolean
keep_proof_calendar(KeepDb *db, gint64 source_id, gint64 missing, gint64 now, GError **error)
{
    static const char WHOLE[] = "UPDATE calendar_source SET missing = 0, missing_since = NULL, verified_at = :now WHERE id = :id";
    static const char HOLES[] =
        "UPDATE calendar_source SET missing = :missing, missing_since = COALESCE(missing_since, verified_at, complete_at, 0), "
        "etag = NULL, last_modified = NULL, body_hash = NULL, expanded_from_at = NULL, expanded_to_at = NULL WHERE id = :id";
    if (missing == 0)
        return keep_db_run(db, WHOLE, BIND(KI("now", now), KI("id", source_id)), error);
    return keep_db_run(db, HOLES, BIND(KI("missing", missing), KI("id", source_id)), error) &&
           keep_db_run(db, "UPDATE meeting SET digest = NULL WHERE source_id = :id", BIND(KI("id", source_id)), error) && /* all are written anew */
           keep_db_run(db, "DELETE FROM dav_calendar WHERE source_id = :id", BIND(KI("id", source_id)), error) &&
           keep_db_run(db, "DELETE FROM dav_item WHERE source_id = :id", BIND(KI("id", source_id)), error);
}
