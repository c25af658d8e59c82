/* SPDX-License-Identifier: MIT
 * One pass over a folder that lies on this machine: UIDs by key, batches, what is gone. */
#include "collect/local.h"

#define BATCH_SIZE 1000
#define UIDVALIDITY 1

static int
compare_uids(gconstpointer a, gconstpointer b)
{
    guint32 one = *(const guint32 *)a, two = *(const guint32 *)b;
    return one < two ? -1 : one > two;
}

static guint32
highest_uid(GHashTable *keys)
{
    GHashTableIter iter;
    gpointer uid;
    guint32 highest = 0;
    g_hash_table_iter_init(&iter, keys);
    while (g_hash_table_iter_next(&iter, NULL, &uid))
        highest = MAX(highest, (guint32)GPOINTER_TO_UINT(uid));
    return highest;
}

static GHashTable *
read_again(const SourceSink *sink, const SourceFolder *folder, GError **error)
{
    g_autoptr(GArray) uids = sink->again(sink->data, folder, UIDVALIDITY, error);
    if (!uids)
        return NULL;
    GHashTable *again = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < uids->len; i++)
        g_hash_table_add(again, GUINT_TO_POINTER(g_array_index(uids, guint32, i)));
    return again;
}

gboolean
collect_local_begin(LocalPass *pass, const SourceFolder *folder, const SourceSink *sink, GError **error)
{
    *pass = (LocalPass){ .folder = folder, .sink = sink };
    if (!sink->frontier(sink->data, folder, &pass->frontier, error))
        return FALSE;
    pass->keys = sink->local_keys(sink->data, folder, FALSE, error);
    pass->gone = pass->keys ? sink->local_keys(sink->data, folder, TRUE, error) : NULL;
    pass->again = pass->gone ? read_again(sink, folder, error) : NULL;
    if (!pass->again)
        return FALSE;
    pass->present = g_hash_table_new(g_str_hash, g_str_equal);
    pass->was_complete = pass->frontier.backfill_done;
    pass->old_count = pass->frontier.server_count;
    pass->last_uid = MAX(pass->frontier.frontier_up, MAX(highest_uid(pass->keys), highest_uid(pass->gone)));
    pass->frontier.uidvalidity = UIDVALIDITY;
    return TRUE;
}

void
collect_local_clear(LocalPass *pass)
{
    g_clear_pointer(&pass->present, g_hash_table_unref);
    g_clear_pointer(&pass->again, g_hash_table_unref);
    g_clear_pointer(&pass->gone, g_hash_table_unref);
    g_clear_pointer(&pass->keys, g_hash_table_unref);
    g_clear_pointer(&pass->batch, source_batch_free);
}

gboolean
collect_local_is_known(LocalPass *pass, const char *key)
{
    gpointer stored, uid;
    if (!g_hash_table_lookup_extended(pass->keys, key, &stored, &uid))
        return FALSE;
    if (!g_hash_table_contains(pass->present, stored))
        g_hash_table_add(pass->present, stored);
    return !g_hash_table_remove(pass->again, uid);
}

static SourceBatch *
open_batch(LocalPass *pass)
{
    if (!pass->batch)
        pass->batch = source_batch_new(pass->folder, UIDVALIDITY);
    return pass->batch;
}

static gboolean
hand_over(LocalPass *pass, GError **error)
{
    pass->frontier.frontier_up = pass->last_uid;
    pass->batch->frontier = pass->frontier;
    return pass->sink->store(pass->sink->data, g_steal_pointer(&pass->batch), error);
}

gboolean
collect_local_may_glance(const LocalPass *pass, Mail *mail)
{
    g_autoptr(GPtrArray) mails = g_ptr_array_new();
    gboolean wanted = FALSE;
    g_ptr_array_add(mails, mail);
    return pass->sink->glance && pass->sink->glance(pass->sink->data, pass->folder, mails, &wanted, NULL) && wanted;
}

gboolean
collect_local_add(LocalPass *pass, Mail *mail, GError **error)
{
    SourceBatch *batch = open_batch(pass);
    mail->uid = (guint32)GPOINTER_TO_UINT(g_hash_table_lookup(pass->keys, mail->local_key));
    if (mail->uid == 0) {
        guint32 before = (guint32)GPOINTER_TO_UINT(g_hash_table_lookup(pass->gone, mail->local_key));
        mail->uid = before ? before : ++pass->last_uid; /* what comes back is what it was */
        pass->n_added++;
    }
    g_ptr_array_add(batch->mails, mail);
    return batch->mails->len < BATCH_SIZE || hand_over(pass, error);
}

static gint64
count_present(const LocalPass *pass)
{
    return (gint64)g_hash_table_size(pass->present) + pass->n_added;
}

gboolean
collect_local_misses_some(const LocalPass *pass)
{
    gboolean is_as_before = pass->was_complete && pass->n_added == 0 && pass->old_count == count_present(pass);
    return !is_as_before && g_hash_table_size(pass->present) < g_hash_table_size(pass->keys);
}

static void
add_gone(LocalPass *pass)
{
    GHashTableIter iter;
    gpointer key, uid;
    if (!collect_local_misses_some(pass))
        return;
    g_hash_table_iter_init(&iter, pass->keys);
    while (g_hash_table_iter_next(&iter, &key, &uid)) {
        guint32 gone = (guint32)GPOINTER_TO_UINT(uid);
        if (!g_hash_table_contains(pass->present, key))
            g_array_append_val(open_batch(pass)->gone, gone);
    }
    if (pass->batch)
        g_array_sort(pass->batch->gone, compare_uids);
}

gboolean
collect_local_is_settled(const LocalPass *pass)
{
    return pass->was_complete && pass->old_count == (gint64)g_hash_table_size(pass->keys) && g_hash_table_size(pass->again) == 0;
}

void
collect_local_keep_all(LocalPass *pass)
{
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, pass->keys);
    while (g_hash_table_iter_next(&iter, &key, NULL))
        g_hash_table_add(pass->present, key);
}

void
collect_local_mark(LocalPass *pass, const char *mark)
{
    if (g_str_equal(pass->frontier.mark, mark))
        return;
    g_strlcpy(pass->frontier.mark, mark, sizeof pass->frontier.mark);
    open_batch(pass);
}

gboolean
collect_local_end(LocalPass *pass, gboolean is_whole, GError **error)
{
    add_gone(pass);
    if (is_whole && !pass->was_complete) {
        pass->frontier.backfill_done = TRUE;
        pass->frontier.frontier_down = 0;
        open_batch(pass);
    }
    if (!pass->batch)
        return TRUE;
    pass->batch->server_count = is_whole ? count_present(pass) : -1;
    return hand_over(pass, error);
}

CollectFolderUids *
collect_local_uids(const SourceFolder *folder, GPtrArray *keys, GHashTable *known)
{
    CollectFolderUids *uids = g_new0(CollectFolderUids, 1);
    uids->folder = g_new0(SourceFolder, 1);
    *uids->folder = (SourceFolder){ g_strdup(folder->raw_name), g_strdup(folder->name), folder->role };
    uids->uidvalidity = UIDVALIDITY;
    uids->uids = g_array_new(FALSE, FALSE, sizeof(guint32));
    guint32 last = highest_uid(known);
    for (guint i = 0; i < keys->len; i++) {
        guint32 uid = (guint32)GPOINTER_TO_UINT(g_hash_table_lookup(known, g_ptr_array_index(keys, i)));
        if (uid == 0)
            uid = ++last;
        g_array_append_val(uids->uids, uid);
    }
    g_array_sort(uids->uids, compare_uids);
    return uids;
}

gboolean
collect_local_is_outside(const SourceConfig *config, gint64 arrived_at, const Mail *mail)
{
    gint64 at = arrived_at != 0 ? arrived_at : mail && mail->has_date ? mail->date_at : G_MAXINT64;
    return config->backfill == BACKFILL_SINCE && at < config->backfill_since;
}
