/* SPDX-License-Identifier: MIT
 * The sink in memory: checks the contract of collect/source.h while it takes batches. */
#include "lib/sink.h"
#include "base/error.h"

struct Sink {
    GMutex lock;
    GPtrArray *folders; /* of SinkFolder* */
    gboolean keep_mails;
    guint batches_left;
    SourceSink source;
};

static void
row_free(gpointer data)
{
    SinkRow *row = data;
    mail_free(row->mail);
    g_free(row->reason);
    g_free(row);
}

static void
folder_free(gpointer data)
{
    SinkFolder *folder = data;
    g_free(folder->raw_name);
    g_free(folder->name);
    g_hash_table_unref(folder->rows);
    g_free(folder);
}

static SinkFolder *
find(Sink *sink, const SourceFolder *wanted)
{
    for (guint i = 0; i < sink->folders->len; i++) {
        SinkFolder *folder = sink->folders->pdata[i];
        if (g_str_equal(folder->raw_name, wanted->raw_name))
            return folder;
    }
    SinkFolder *folder = g_new0(SinkFolder, 1);
    folder->raw_name = g_strdup(wanted->raw_name);
    folder->name = g_strdup(wanted->name);
    folder->role = wanted->role;
    folder->frontier.server_count = -1;
    folder->rows = g_hash_table_new_full(NULL, NULL, NULL, row_free);
    g_ptr_array_add(sink->folders, folder);
    return folder;
}

static gboolean
give_frontier(gpointer data, const SourceFolder *folder, SourceFrontier *ret,
              GError **error G_GNUC_UNUSED)
{
    Sink *sink = data;
    g_mutex_lock(&sink->lock);
    *ret = find(sink, folder)->frontier;
    g_mutex_unlock(&sink->lock);
    return TRUE;
}

static int
compare(gconstpointer a, gconstpointer b)
{
    guint32 one = *(const guint32 *)a, other = *(const guint32 *)b;
    return one < other ? -1 : one > other;
}

static GArray *
give_uids(gpointer data, const SourceFolder *wanted, guint32 uidvalidity, guint32 from, guint32 to,
          GError **error G_GNUC_UNUSED)
{
    Sink *sink = data;
    GArray *uids = g_array_new(FALSE, FALSE, sizeof(guint32));
    GHashTableIter iter;
    gpointer key;
    g_mutex_lock(&sink->lock);
    SinkFolder *folder = find(sink, wanted);
    g_hash_table_iter_init(&iter, folder->rows);
    while (folder->frontier.uidvalidity == uidvalidity &&
           g_hash_table_iter_next(&iter, &key, NULL)) {
        guint32 uid = GPOINTER_TO_UINT(key);
        if (uid >= from && uid <= to)
            g_array_append_val(uids, uid);
    }
    g_mutex_unlock(&sink->lock);
    g_array_sort(uids, compare);
    return uids;
}

static GArray *
give_again(gpointer data, const SourceFolder *wanted, guint32 uidvalidity, GError **error G_GNUC_UNUSED)
{
    Sink *sink = data;
    GArray *uids = give_uids(data, wanted, uidvalidity, 1, G_MAXUINT32, NULL);
    g_mutex_lock(&sink->lock);
    SinkFolder *folder = find(sink, wanted);
    for (guint i = uids->len; i > 0; i--) {
        guint32 uid = g_array_index(uids, guint32, i - 1);
        if (!((SinkRow *)g_hash_table_lookup(folder->rows, GUINT_TO_POINTER(uid)))->is_wanted_again)
            g_array_remove_index(uids, i - 1);
    }
    g_mutex_unlock(&sink->lock);
    return uids;
}

static gboolean
take_listed(gpointer data, const char *const *raw_names, GError **error G_GNUC_UNUSED)
{
    Sink *sink = data;
    g_mutex_lock(&sink->lock);
    for (guint i = 0; i < sink->folders->len; i++) {
        SinkFolder *folder = sink->folders->pdata[i];
        folder->is_gone = !g_strv_contains(raw_names, folder->raw_name);
    }
    g_mutex_unlock(&sink->lock);
    return TRUE;
}

static GHashTable *
give_local_keys(gpointer data, const SourceFolder *wanted, gboolean gone, GError **error G_GNUC_UNUSED)
{
    Sink *sink = data;
    GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer uid, row;
    g_mutex_lock(&sink->lock);
    g_hash_table_iter_init(&iter, find(sink, wanted)->rows);
    while (g_hash_table_iter_next(&iter, &uid, &row)) {
        const Mail *mail = ((const SinkRow *)row)->mail;
        if (mail && mail->local_key && ((const SinkRow *)row)->is_gone == gone)
            g_hash_table_insert(keys, g_strdup(mail->local_key), uid);
    }
    g_mutex_unlock(&sink->lock);
    return keys;
}

static void
add_row(SinkFolder *folder, guint32 uid, char state, Mail *mail, const char *reason)
{
    g_assert_cmpuint(uid, >, 0);
    const SinkRow *before = g_hash_table_lookup(folder->rows, GUINT_TO_POINTER(uid));
    g_assert_true(!before || before->is_wanted_again || before->is_gone); /* nothing is handed over twice */
    SinkRow *row = g_new0(SinkRow, 1);
    row->state = state;
    row->mail = mail;
    row->reason = g_strdup(reason);
    g_hash_table_insert(folder->rows, GUINT_TO_POINTER(uid), row);
}

static void
take_rows(Sink *sink, SinkFolder *folder, SourceBatch *batch)
{
    static const char states[] = {
        [SOURCE_UID_NEVER_LOG] = 'n', [SOURCE_UID_QUARANTINED] = 'q', [SOURCE_UID_OUTSIDE] = 'o'};
    for (guint i = 0; i < batch->mails->len; i++) {
        Mail *mail = batch->mails->pdata[i];
        if (folder->first_uid == 0 && i + 1 == batch->mails->len)
            folder->first_uid = mail->uid;
        add_row(folder, mail->uid, 's', sink->keep_mails ? mail : NULL, NULL);
        if (sink->keep_mails)
            batch->mails->pdata[i] = mail_new();
    }
    for (guint i = 0; i < batch->notes->len; i++) {
        const SourceNote *note = &g_array_index(batch->notes, SourceNote, i);
        add_row(folder, note->uid, states[note->kind], NULL, note->reason);
    }
    for (guint i = 0; i < batch->gone->len; i++) {
        SinkRow *row = g_hash_table_lookup(
            folder->rows, GUINT_TO_POINTER(g_array_index(batch->gone, guint32, i)));
        g_assert_nonnull(row);
        row->is_gone = TRUE;
    }
}

static gboolean
store(gpointer data, SourceBatch *batch, GError **error)
{
    Sink *sink = data;
    g_mutex_lock(&sink->lock);
    SinkFolder *folder = find(sink, batch->folder);
    gboolean ok = sink->batches_left != 0;
    if (ok) {
        sink->batches_left--;
        if (folder->frontier.uidvalidity != batch->uidvalidity) {
            g_hash_table_remove_all(folder->rows);
            batch->frontier.renumbered = MIN(folder->validities, 2);
            folder->validities++;
        }
        take_rows(sink, folder, batch);
        gint64 count =
            batch->server_count >= 0 ? batch->server_count : folder->frontier.server_count;
        folder->frontier = batch->frontier;
        folder->frontier.server_count = count;
        folder->batches++;
        g_assert_cmpuint(folder->frontier.uidvalidity, ==, batch->uidvalidity);
    }
    g_mutex_unlock(&sink->lock);
    source_batch_free(batch);
    return ok || fail(error, FAIL_CORRUPT, "the test broke the store");
}

static gboolean
flush(gpointer data G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
    return TRUE;
}

static void
progress(gpointer data G_GNUC_UNUSED, const SourceFolder *folder, guint64 done, guint64 total)
{
    g_assert_nonnull(folder->raw_name);
    g_assert_cmpuint(done, <=, total);
}

Sink *
sink_new(gboolean keep_mails)
{
    Sink *sink = g_new0(Sink, 1);
    g_mutex_init(&sink->lock);
    sink->folders = g_ptr_array_new_with_free_func(folder_free);
    sink->keep_mails = keep_mails;
    sink->batches_left = G_MAXUINT;
    sink->source =
        (SourceSink){give_frontier, give_uids, give_again, take_listed, give_local_keys,
                     store,         flush,     progress,   sink, NULL};
    return sink;
}

void
sink_free(Sink *sink)
{
    if (!sink)
        return;
    g_ptr_array_unref(sink->folders);
    g_mutex_clear(&sink->lock);
    g_free(sink);
}

const SourceSink *
sink_source(Sink *sink)
{
    return &sink->source;
}

SinkFolder *
sink_folder(Sink *sink, const char *name)
{
    SinkFolder *found = NULL;
    g_mutex_lock(&sink->lock);
    for (guint i = 0; i < sink->folders->len && !found; i++)
        if (g_str_equal(((SinkFolder *)sink->folders->pdata[i])->name, name))
            found = sink->folders->pdata[i];
    g_mutex_unlock(&sink->lock);
    return found;
}

const SinkRow *
sink_row(Sink *sink, const char *name, guint32 uid)
{
    SinkFolder *folder = sink_folder(sink, name);
    g_mutex_lock(&sink->lock);
    const SinkRow *row = folder ? g_hash_table_lookup(folder->rows, GUINT_TO_POINTER(uid)) : NULL;
    g_mutex_unlock(&sink->lock);
    return row;
}

guint
sink_count(Sink *sink, const char *name, char state)
{
    SinkFolder *folder = sink_folder(sink, name);
    GHashTableIter iter;
    gpointer row;
    guint n = 0;
    if (!folder)
        return 0;
    g_mutex_lock(&sink->lock);
    g_hash_table_iter_init(&iter, folder->rows);
    while (g_hash_table_iter_next(&iter, NULL, &row))
        n += ((const SinkRow *)row)->state == state;
    g_mutex_unlock(&sink->lock);
    return n;
}

void
sink_ask_again(Sink *sink, const char *name, guint32 uid)
{
    SinkFolder *folder = sink_folder(sink, name);
    g_mutex_lock(&sink->lock);
    SinkRow *row = g_hash_table_lookup(folder->rows, GUINT_TO_POINTER(uid));
    row->is_wanted_again = TRUE;
    g_mutex_unlock(&sink->lock);
}

void
sink_break_after(Sink *sink, guint batches)
{
    g_mutex_lock(&sink->lock);
    sink->batches_left = batches;
    g_mutex_unlock(&sink->lock);
}
