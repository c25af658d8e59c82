/* SPDX-License-Identifier: MIT
 * One mbox file as a mail source. */
#include "collect/mbox.h"
#include <string.h>
#include "base/error.h"
#include "collect/header.h"
#include "collect/local.h"
#include "collect/mbox-mark.h"
#include "collect/glance.h"
#include "collect/mbox-reader.h"
#include "collect/message.h"

#define PROGRESS_EVERY 100

/* Fields that mail programs rewrite in place: a message stays the same when it is read or filed. */
static const char *const changing[] = { "Status",       "X-Status", "X-Keywords",       "X-Mozilla-Status", "X-Mozilla-Status2", "X-Mozilla-Keys",
                                        "X-UID",        "X-UIDL",   "X-IMAP",           "X-IMAPbase",       "Content-Length",    "Lines",
                                        "X-Evolution" };

static gboolean
is_changing(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(changing); i++)
        if (g_ascii_strcasecmp(name, changing[i]) == 0)
            return TRUE;
    return FALSE;
}

static char *
header_hash(const CollectFields *fields)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < fields->items->len; i++) {
        const CollectField *field = &g_array_index(fields->items, CollectField, i);
        if (is_changing(field->name))
            continue;
        g_checksum_update(sum, (const guchar *)field->name, -1);
        g_checksum_update(sum, (const guchar *)":", 1);
        g_checksum_update(sum, (const guchar *)field->value, -1);
        g_checksum_update(sum, (const guchar *)"\n", 1);
    }
    return g_strdup(g_checksum_get_string(sum));
}

/* The header identifies a message, for it holds all that is read of it; equal ones are told apart by their number in the file. */
static char *
message_key(const CollectFields *fields, GHashTable *counts)
{
    g_autofree char *hash = header_hash(fields);
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, hash)) + 1;
    char *key = n == 1 ? g_strdup(hash) : g_strdup_printf("%s#%u", hash, n);
    g_hash_table_replace(counts, g_steal_pointer(&hash), GUINT_TO_POINTER(n));
    return key;
}

/* Pine and UW-IMAP keep their own notes as the first message. */
static gboolean
is_folder_data(const CollectFields *fields)
{
    const char *subject = collect_fields_get(fields, "Subject");
    return collect_fields_get(fields, "X-IMAP") && subject && strstr(subject, "FOLDER INTERNAL DATA");
}

typedef struct {
    MboxReader *reader;
    GHashTable *counts; /* header hash -> how many so far */
    guint n_read;
} Walk;
typedef struct { /* one message of the walk */
    MboxMessage message;
    CollectFields *fields;
    char *key;
} Step;

static void
step_clear(Step *step)
{
    g_clear_pointer(&step->fields, collect_fields_free);
    g_clear_pointer(&step->key, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Step, step_clear)

/* FALSE at the end, or on error. */
static gboolean
next_step(Walk *walk, Step *step, GError **error)
{
    do {
        step_clear(step);
        if (!collect_mbox_reader_next(walk->reader, &step->message, error))
            return FALSE;
        step->fields = collect_fields_split(step->message.bytes, step->message.length);
    } while (walk->n_read++ == 0 && is_folder_data(step->fields));
    step->key = message_key(step->fields, walk->counts);
    return TRUE;
}

static Mail *
step_mail(const Step *step)
{
    Mail *mail = collect_message_has_parts(step->fields) ? collect_message_parse(step->message.bytes, step->message.length)
                                                         : collect_header_read(step->fields);
    mail->arrived_at = step->message.arrived_at;
    mail->local_key = g_strdup(step->key);
    return mail;
}

static gboolean
take_step(const SourceConfig *config, LocalPass *pass, const Step *step, GError **error)
{
    if (collect_local_is_known(pass, step->key))
        return TRUE;
    g_autoptr(Mail) mail = step_mail(step);
    if (collect_local_may_glance(pass, mail))
        mail->text = collect_glance_message(step->message.bytes, step->message.length);
    return collect_local_is_outside(config, mail->arrived_at, mail) || collect_local_add(pass, g_steal_pointer(&mail), error);
}

static gboolean
sync_messages(const SourceConfig *config, LocalPass *pass, Walk *walk, GCancellable *cancellable, GError **error)
{
    g_auto(Step) step = { 0 };
    GError *problem = NULL;
    while (next_step(walk, &step, &problem)) {
        if (g_cancellable_set_error_if_cancelled(cancellable, error) || !take_step(config, pass, &step, error))
            return FALSE;
        if (pass->sink->progress && walk->n_read % PROGRESS_EVERY == 0)
            pass->sink->progress(pass->sink->data, pass->folder, walk->n_read, walk->n_read);
    }
    if (problem) {
        g_propagate_error(error, problem);
        return FALSE;
    }
    char mark[SOURCE_MARK_MAX];
    collect_mbox_mark_make(collect_mbox_reader_fd(walk->reader), collect_mbox_reader_end(walk->reader), mark, sizeof mark);
    collect_local_mark(pass, mark);
    return collect_local_end(pass, TRUE, error);
}

/* The numbers that equal headers have reached (message_key). */
static void
count_keys(GHashTable *keys, GHashTable *counts)
{
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, keys);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const char *number = strchr(key, '#');
        char *hash = g_strndup(key, strcspn(key, "#"));
        guint n = number ? (guint)g_ascii_strtoull(number + 1, NULL, 10) : 1;
        guint before = GPOINTER_TO_UINT(g_hash_table_lookup(counts, hash));
        g_hash_table_replace(counts, hash, GUINT_TO_POINTER(MAX(n, before)));
    }
}

/* Of a large archive that only grows, only the end is read; of one that is as it was, nothing. */
static gboolean
sync_changes(const SourceConfig *config, LocalPass *pass, Walk *walk, GCancellable *cancellable, GError **error)
{
    goffset end = 0;
    MboxChange change = collect_local_is_settled(pass)
                            ? collect_mbox_mark_compare(collect_mbox_reader_fd(walk->reader), pass->frontier.mark, &end)
                            : MBOX_OTHER;
    if (change == MBOX_UNCHANGED)
        return TRUE;
    if (change == MBOX_GROWN) {
        if (!collect_mbox_reader_skip(walk->reader, end, error))
            return FALSE;
        collect_local_keep_all(pass);
        count_keys(pass->keys, walk->counts);
        walk->n_read = 1; /* the first message, which may be none, lies behind us */
    }
    return sync_messages(config, pass, walk, cancellable, error);
}

static SourceFolder
make_folder(const SourceConfig *config)
{
    char *base = g_path_get_basename(config->path);
    SourceFolder folder = { g_filename_display_name(base), g_filename_display_name(base), config->role };
    g_free(base);
    return folder;
}

static void
folder_clear(SourceFolder *folder)
{
    g_free(folder->raw_name);
    g_free(folder->name);
}

/* That the file is not where the configuration says is for a person to mend. */
static MboxReader *
open_reader(const SourceConfig *config, GError **error)
{
    g_autoptr(GError) problem = NULL;
    MboxReader *reader = collect_mbox_reader_new(config->path, &problem);
    if (reader)
        return reader;
    gboolean is_missing = g_error_matches(problem, CADENS_ERROR, CADENS_ERROR_NOT_FOUND);
    fail(error, is_missing ? FAIL_BAD_INPUT : (CadensError)problem->code, "%s", problem->message);
    return NULL;
}

gboolean
collect_mbox_sync(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error)
{
    g_autoptr(MboxReader) reader = open_reader(config, error);
    if (!reader)
        return FALSE;
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Walk walk = { .reader = reader, .counts = counts };
    SourceFolder folder = make_folder(config);
    LocalPass pass = { 0 };
    gboolean is_done = collect_local_begin(&pass, &folder, sink, error) &&
                       sync_changes(config, &pass, &walk, cancellable, error);
    gboolean is_stored = sink->flush(sink->data, is_done ? error : NULL); /* batches borrow the folder */
    collect_local_clear(&pass);
    folder_clear(&folder);
    return is_done && is_stored;
}

static GPtrArray *
counted_keys(const SourceConfig *config, Walk *walk, GHashTable *known, GCancellable *cancellable, GError **error)
{
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
    g_auto(Step) step = { 0 };
    GError *problem = NULL;
    while (next_step(walk, &step, &problem)) {
        if (g_cancellable_set_error_if_cancelled(cancellable, error))
            return NULL;
        g_autoptr(Mail) mail = g_hash_table_contains(known, step.key) ? NULL : step_mail(&step);
        if (!mail || !collect_local_is_outside(config, mail->arrived_at, mail))
            g_ptr_array_add(keys, g_steal_pointer(&step.key));
    }
    if (!problem)
        return g_steal_pointer(&keys);
    g_propagate_error(error, problem);
    return NULL;
}

GPtrArray *
collect_mbox_uids(const SourceConfig *config, const SourceSink *sink, GCancellable *cancellable, GError **error)
{
    g_autoptr(MboxReader) reader = open_reader(config, error);
    if (!reader)
        return NULL;
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Walk walk = { .reader = reader, .counts = counts };
    SourceFolder folder = make_folder(config);
    g_autoptr(GHashTable) known = sink->local_keys(sink->data, &folder, FALSE, error);
    g_autoptr(GPtrArray) keys = known ? counted_keys(config, &walk, known, cancellable, error) : NULL;
    GPtrArray *all = keys ? g_ptr_array_new_with_free_func(collect_folder_uids_free) : NULL;
    if (all)
        g_ptr_array_add(all, collect_local_uids(&folder, keys, known));
    folder_clear(&folder);
    return all;
}
