/* SPDX-License-Identifier: MIT
 * Batches, and which source is asked. */
#include "collect/source.h"
#include "base/error.h"
#include "collect/imap.h"
#include "collect/maildir.h"
#include "collect/mbox.h"

typedef struct {
    const char *type;
    gboolean (*sync)(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error);
    GPtrArray *(*uids)(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error);
} SourceType;

static const SourceType types[] = {
    {"imap", collect_imap_sync, collect_imap_uids},
    {"maildir", collect_maildir_sync, collect_maildir_uids},
    {"mbox", collect_mbox_sync, collect_mbox_uids},
};

static void
clear_note(gpointer note)
{
    g_free(((SourceNote *)note)->reason);
}

static void
free_mail(gpointer mail)
{
    mail_free(mail);
}

SourceBatch *
source_batch_new(const SourceFolder *folder, guint32 uidvalidity)
{
    SourceBatch *batch = g_new0(SourceBatch, 1);
    batch->folder = folder;
    batch->uidvalidity = uidvalidity;
    batch->mails = g_ptr_array_new_with_free_func(free_mail);
    batch->notes = g_array_new(FALSE, FALSE, sizeof(SourceNote));
    g_array_set_clear_func(batch->notes, clear_note);
    batch->gone = g_array_new(FALSE, FALSE, sizeof(guint32));
    batch->server_count = -1;
    return batch;
}

void
source_batch_free(SourceBatch *batch)
{
    if (!batch)
        return;
    g_ptr_array_unref(batch->mails);
    g_array_unref(batch->notes);
    g_array_unref(batch->gone);
    g_free(batch);
}

void
collect_folder_uids_free(gpointer data)
{
    CollectFolderUids *uids = data;
    if (!uids)
        return;
    g_free(uids->folder->raw_name);
    g_free(uids->folder->name);
    g_free(uids->folder);
    g_clear_pointer(&uids->uids, g_array_unref);
    g_free(uids);
}

static const SourceType *
find_type(const SourceConfig *config, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        if (g_strcmp0(types[i].type, config->type) == 0)
            return &types[i];
    fail(error, FAIL_BAD_INPUT, "%s: no such type of mailbox: %s", config->name, config->type ? config->type : "none");
    return NULL;
}

gboolean
collect_source_sync(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error)
{
    const SourceType *type = find_type(config, error);
    return type && type->sync(config, sink, cancellable, error);
}

GPtrArray *
collect_source_uids(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error)
{
    const SourceType *type = find_type(config, error);
    return type ? type->uids(config, sink, cancellable, error) : NULL;
}
