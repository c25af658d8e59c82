/* SPDX-License-Identifier: MIT
 * Maildir and Maildir++ trees as a mail source. */
#include "collect/maildir.h"
#include <glib/gi18n.h>
#include "base/error.h"
#include "collect/glance.h"
#include "collect/local.h"
#include "collect/maildir-tree.h"
#include "collect/message.h"

#define PROGRESS_EVERY 100
#define TRIES 5 /* a file may be moved again while it is looked for */

typedef struct {
    const SourceConfig *config;
    const SourceSink *sink;
    GCancellable *cancellable;
    guint n_unread;     /* files that could not be read */
    char *first_reason; /* of these */
} Work;

/* NULL with NOT_FOUND if the message was removed meanwhile. */
static Mail *
read_entry(const char *folder, const MaildirEntry *entry, GError **error)
{
    g_autofree char *name = g_strdup(entry->name);
    GError *problem = NULL;
    for (int i = 0; name && i < TRIES; i++) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_clear_error(&problem);
        Mail *mail = collect_message_read(path, &problem);
        if (mail) {
            mail->arrived_at = entry->arrived_at;
            mail->local_key = g_strdup(entry->key);
            return mail;
        }
        if (!g_error_matches(problem, CADENS_ERROR, CADENS_ERROR_NOT_FOUND))
            break;
        g_free(name);
        name = collect_maildir_tree_find(folder, entry->key);
    }
    g_propagate_error(error, problem);
    return NULL;
}

static void
note_unread(Work *work, const GError *problem)
{
    if (g_error_matches(problem, CADENS_ERROR, CADENS_ERROR_NOT_FOUND))
        return;
    work->n_unread++;
    if (!work->first_reason)
        work->first_reason = g_strdup(problem->message);
}

/* The message of a new entry, NULL if it is outside of the window, gone, or unreadable. */
static Mail *
take_entry(Work *work, const char *folder, const MaildirEntry *entry)
{
    g_autoptr(GError) problem = NULL;
    if (collect_local_is_outside(work->config, entry->arrived_at, NULL))
        return NULL;
    g_autoptr(Mail) mail = read_entry(folder, entry, &problem);
    if (!mail)
        note_unread(work, problem);
    return mail && !collect_local_is_outside(work->config, entry->arrived_at, mail) ? g_steal_pointer(&mail) : NULL;
}

static gboolean
go_on(Work *work, const SourceFolder *folder, guint done, guint total, GError **error)
{
    if (g_cancellable_set_error_if_cancelled(work->cancellable, error))
        return FALSE;
    if (work->sink->progress && (done % PROGRESS_EVERY == 0 || done == total))
        work->sink->progress(work->sink->data, folder, done, total);
    return TRUE;
}

/* A directory that is read while a file in it is renamed may show neither name. Before anything is said to be gone it is read again. */
static gboolean
look_again(LocalPass *pass, const MaildirFolder *folder, GError **error)
{
    if (!collect_local_misses_some(pass))
        return TRUE;
    g_autoptr(GPtrArray) entries = collect_maildir_tree_entries(folder->path, error);
    for (guint i = 0; entries && i < entries->len; i++)
        collect_local_is_known(pass, ((const MaildirEntry *)g_ptr_array_index(entries, i))->key);
    return entries != NULL;
}

static void
glance(const LocalPass *pass, const char *folder, const MaildirEntry *entry, Mail *mail)
{
    if (!collect_local_may_glance(pass, mail))
        return;
    g_autofree char *path = g_build_filename(folder, entry->name, NULL);
    g_autoptr(GByteArray) bytes = collect_message_load(path);
    mail->text = bytes ? collect_glance_message((const char *)bytes->data, bytes->len) : NULL;
}

static gboolean
sync_folder(Work *work, const MaildirFolder *folder, GError **error)
{
    g_auto(LocalPass) pass = { 0 };
    g_autoptr(GPtrArray) entries = collect_maildir_tree_entries(folder->path, error);
    guint unread_before = work->n_unread;
    if (!entries || !collect_local_begin(&pass, &folder->folder, work->sink, error))
        return FALSE;
    for (guint i = 0; i < entries->len; i++) {
        const MaildirEntry *entry = g_ptr_array_index(entries, i);
        Mail *mail = collect_local_is_known(&pass, entry->key) ? NULL : take_entry(work, folder->path, entry);
        if (mail)
            glance(&pass, folder->path, entry, mail);
        if ((mail && !collect_local_add(&pass, mail, error)) || !go_on(work, &folder->folder, i + 1, entries->len, error))
            return FALSE;
    }
    return look_again(&pass, folder, error) && collect_local_end(&pass, work->n_unread == unread_before, error);
}

static gboolean
is_auto(const SourceConfig *config)
{
    const char *const *names = config->folders;
    return !names || !names[0] || (!names[1] && g_ascii_strcasecmp(names[0], "auto") == 0);
}

static gboolean
is_named(const SourceConfig *config, const SourceFolder *folder)
{
    return g_strv_contains(config->folders, folder->name) || g_strv_contains(config->folders, folder->raw_name);
}

static gboolean
is_wanted(const SourceConfig *config, const SourceFolder *folder)
{
    return is_auto(config) ? folder->role != FOLDER_OTHER : is_named(config, folder);
}

/* The folders that the configuration asks for: by name, or INBOX and Sent (16-E01). A tree without either is an archive, and wanted whole. */
static GPtrArray *
wanted_folders(const SourceConfig *config, GError **error)
{
    g_autoptr(GPtrArray) folders = collect_maildir_tree_folders(config->path, error);
    guint n_wanted = 0;
    for (guint i = 0; folders && i < folders->len; i++)
        n_wanted += is_wanted(config, &((MaildirFolder *)g_ptr_array_index(folders, i))->folder);
    for (guint i = folders && (n_wanted > 0 || !is_auto(config)) ? folders->len : 0; i > 0; i--)
        if (!is_wanted(config, &((MaildirFolder *)g_ptr_array_index(folders, i - 1))->folder))
            g_ptr_array_remove_index(folders, i - 1);
    return g_steal_pointer(&folders);
}

static gboolean
check_names(const SourceConfig *config, GPtrArray *folders, GError **error)
{
    for (const char *const *name = is_auto(config) ? NULL : config->folders; name && *name; name++) {
        gboolean found = FALSE;
        for (guint i = 0; i < folders->len; i++) {
            const SourceFolder *folder = &((MaildirFolder *)g_ptr_array_index(folders, i))->folder;
            found = found || g_str_equal(*name, folder->name) || g_str_equal(*name, folder->raw_name);
        }
        if (!found)
            return fail(error, FAIL_BAD_INPUT, N_("%s: no such folder: %s"), config->path, *name);
    }
    return TRUE;
}

static gboolean
sync_folders(Work *work, GPtrArray *folders, GError **error)
{
    for (guint i = 0; i < folders->len; i++)
        if (!sync_folder(work, g_ptr_array_index(folders, i), error))
            return FALSE;
    if (work->n_unread > 0)
        return fail(error, FAIL_TRY_LATER, ngettext("%u message could not be read: %s", "%u messages could not be read: %s", work->n_unread),
                    work->n_unread, work->first_reason);
    return check_names(work->config, folders, error);
}

static gboolean
tell(const SourceSink *sink, const SourceConfig *config, GError **error)
{
    g_autoptr(GPtrArray) folders = collect_maildir_tree_folders(config->path, error);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; folders && i < folders->len; i++)
        g_ptr_array_add(names, ((MaildirFolder *)g_ptr_array_index(folders, i))->folder.raw_name);
    g_ptr_array_add(names, NULL);
    return folders && sink->listed(sink->data, (const char *const *)names->pdata, error);
}

/* Batches borrow the folders: whatever happened, they are waited for before the folders go. */
gboolean
collect_maildir_sync(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error)
{
    Work work = { .config = config, .sink = sink, .cancellable = cancellable };
    g_autoptr(GPtrArray) folders = wanted_folders(config, error);
    if (!folders)
        return FALSE;
    gboolean is_done = tell(sink, config, error) && sync_folders(&work, folders, error);
    gboolean is_stored = sink->flush(sink->data, is_done ? error : NULL);
    g_free(work.first_reason);
    return is_done && is_stored;
}

/* Keys in the order in which a pass would give UIDs: without the new ones that it would leave out. */
static GPtrArray *
counted_keys(Work *work, const MaildirFolder *folder, GHashTable *known, GError **error)
{
    g_autoptr(GPtrArray) entries = collect_maildir_tree_entries(folder->path, error);
    if (!entries)
        return NULL;
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < entries->len; i++) {
        const MaildirEntry *entry = g_ptr_array_index(entries, i);
        g_autoptr(Mail) mail = NULL;
        gboolean is_known = g_hash_table_contains(known, entry->key);
        if (!is_known && work->config->backfill == BACKFILL_SINCE && entry->arrived_at == 0)
            mail = read_entry(folder->path, entry, NULL);
        if (is_known || !collect_local_is_outside(work->config, entry->arrived_at, mail))
            g_ptr_array_add(keys, g_strdup(entry->key));
    }
    return keys;
}

static CollectFolderUids *
folder_uids(Work *work, const MaildirFolder *folder, GError **error)
{
    g_autoptr(GHashTable) known = work->sink->local_keys(work->sink->data, &folder->folder, FALSE, error);
    g_autoptr(GPtrArray) keys = known ? counted_keys(work, folder, known, error) : NULL;
    return keys ? collect_local_uids(&folder->folder, keys, known) : NULL;
}

GPtrArray *
collect_maildir_uids(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error)
{
    Work work = { .config = config, .sink = sink, .cancellable = cancellable };
    g_autoptr(GPtrArray) folders = wanted_folders(config, error);
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(collect_folder_uids_free);
    for (guint i = 0; folders && i < folders->len; i++) {
        CollectFolderUids *uids = g_cancellable_set_error_if_cancelled(cancellable, error)
                                      ? NULL
                                      : folder_uids(&work, g_ptr_array_index(folders, i), error);
        if (!uids)
            return NULL;
        g_ptr_array_add(all, uids);
    }
    return folders ? g_steal_pointer(&all) : NULL;
}
