/* SPDX-License-Identifier: MIT
 * The UIDs of a mailbox against the ledger, folder by folder. */
#include "run/verify.h"
#include "keep/proof.h"
#include "measure/list.h"
#include "run/source-config.h"

void
run_verify_folder_free(gpointer data)
{
    FolderProof *folder = data;
    g_free(folder->mailbox);
    g_free(folder->folder);
    g_clear_pointer(&folder->classes, value_free);
    g_free(folder);
}

gboolean
run_verify_folder_is_whole(const FolderProof *folder)
{
    return folder->missing == 0 && folder->extra == 0 && folder->unexplained == 0;
}

/* Both ascending: what of A is not in B. (of guint32) */
static GArray *
minus(const GArray *a, const GArray *b)
{
    GArray *rest = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0, k = 0; i < a->len; i++) {
        guint32 uid = g_array_index(a, guint32, i);
        while (k < b->len && g_array_index(b, guint32, k) < uid)
            k++;
        if (k >= b->len || g_array_index(b, guint32, k) != uid)
            g_array_append_val(rest, uid);
    }
    return rest;
}

/* The ledger's row of the folder, or -1. */
static int
find_folder(const Table *ledger, const char *raw_name)
{
    for (guint i = 0; i < ledger->rows->len; i++)
        if (g_str_equal(table_get(ledger, i, "raw_name")->t, raw_name))
            return (int)i;
    return -1;
}

static gint64
number(const Table *ledger, int row, const char *key)
{
    return row < 0 ? 0 : table_get(ledger, (guint)row, key)->i;
}

static Value *
copy_counts(const Table *ledger, int row)
{
    Value *copy = value_map();
    const Value *counts = row < 0 ? NULL : table_get(ledger, (guint)row, "classes");
    for (guint i = 0; counts != NULL && i < counts->items->len; i++)
        value_set(copy, counts->keys->pdata[i], value_int(((const Value *)counts->items->pdata[i])->i));
    return copy;
}

/* What has come since the last pass, or waits for its backfill, is on its way; what lies between the frontiers should be here. */
static guint
first_hole(const GArray *missing, gint64 down, gint64 up, guint32 *ret_uid)
{
    guint n = 0;
    for (guint i = 0; i < missing->len; i++) {
        guint32 uid = g_array_index(missing, guint32, i);
        if (uid <= down || uid > up)
            continue;
        if (n++ == 0)
            *ret_uid = uid;
    }
    return n;
}

static gboolean
note(const Proof *proof, const Table *ledger, int row, guint32 uidvalidity, const GArray *missing, GError **error)
{
    gint64 folder_id = number(ledger, row, "folder_id"), since = 0;
    guint32 uid = 0;
    if (proof->engine == NULL || row < 0)
        return TRUE;
    KeepDb *db = run_engine_db(proof->engine);
    guint holes = first_hole(missing, number(ledger, row, "frontier_down"), number(ledger, row, "frontier_up"), &uid);
    return (holes == 0 || keep_proof_since(db, folder_id, uidvalidity, uid, &since, error)) &&
           keep_proof_folder(db, folder_id, holes, since, proof->now, error);
}

/* What the ledger has and the server has no longer is gone, not extra (17-D1). Under another UIDVALIDITY nothing that is stored speaks
 * of what the server has now. */
static gboolean
verify_folder(const Proof *proof, const char *mailbox, const Table *ledger, const CollectFolderUids *server, GPtrArray *folders, GError **error)
{
    int row = find_folder(ledger, server->folder->raw_name);
    gboolean is_current = row >= 0 && number(ledger, row, "uidvalidity") == server->uidvalidity;
    g_autoptr(GArray) uids = is_current ? keep_folder_uids(proof->measure.db, number(ledger, row, "folder_id"), server->uidvalidity, 1,
                                                           G_MAXUINT32, error)
                                        : g_array_new(FALSE, FALSE, sizeof(guint32));
    if (uids == NULL)
        return FALSE;
    g_autoptr(GArray) missing = minus(server->uids, uids), vanished = minus(uids, server->uids);
    gint64 held = number(ledger, row, "ledger");
    FolderProof *folder = g_new0(FolderProof, 1);
    *folder = (FolderProof){ .mailbox = g_strdup(mailbox), .folder = g_strdup(server->folder->name), .uidvalidity = server->uidvalidity,
                             .server = server->uids->len, .ledger = is_current ? held - vanished->len : held, .missing = missing->len,
                             .extra = is_current ? 0 : held, .unexplained = number(ledger, row, "unexplained"),
                             .gone = number(ledger, row, "gone") + vanished->len, .outside = number(ledger, row, "outside"),
                             .quarantined = number(ledger, row, "quarantined"), .classes = copy_counts(ledger, row) };
    g_ptr_array_add(folders, folder);
    return !is_current || note(proof, ledger, row, server->uidvalidity, missing, error);
}

/* --- the source asks what is known; here in its own thread, for a database that nobody else writes through us ----------------- */

typedef struct {
    KeepDb *db;
    const char *mailbox;
} Known;

static const char folder_sql[] = "SELECT f.id FROM mail_folder f JOIN mailbox b ON b.id = f.mailbox_id"
                                 " WHERE b.name = :mailbox AND f.raw_name = :folder";

static gboolean
known_folder(const Known *known, const SourceFolder *folder, gint64 *ret_id, GError **error)
{
    gboolean found = FALSE;
    *ret_id = 0;
    return keep_db_int(known->db, folder_sql, BIND(KT("mailbox", known->mailbox), KT("folder", folder->raw_name)), ret_id, &found, error);
}

static GHashTable *
known_keys(gpointer data, const SourceFolder *folder, gboolean gone, GError **error)
{
    const Known *known = data;
    gint64 id;
    if (!known_folder(known, folder, &id, error))
        return NULL;
    return keep_folder_local_keys(known->db, id, gone, error);
}

static GArray *
known_uids(gpointer data, const SourceFolder *folder, guint32 uidvalidity, guint32 from, guint32 to, GError **error)
{
    const Known *known = data;
    gint64 id;
    if (!known_folder(known, folder, &id, error))
        return NULL;
    return keep_folder_uids(known->db, id, uidvalidity, from, to, error);
}

gboolean
run_verify_mailbox(const Proof *proof, const char *name, GPtrArray *folders, GError **error)
{
    Known known = { proof->measure.db, name };
    const SourceSink sink = { .uids = known_uids, .local_keys = known_keys, .data = &known };
    SourceConfig config = run_source_mailbox(proof->profile, name, proof->now);
    g_autoptr(GPtrArray) found = collect_source_uids(&config, &sink, NULL, error);
    run_source_mailbox_clear(&config);
    g_autoptr(Table) ledger = found != NULL ? measure_list_folders(&proof->measure, name, error) : NULL;
    for (guint i = 0; ledger != NULL && i < found->len; i++)
        if (!verify_folder(proof, name, ledger, found->pdata[i], folders, error))
            return FALSE;
    return ledger != NULL;
}
