/* SPDX-License-Identifier: MIT
 * Recomputing on a copy disturbs nobody, and works where nothing may be written. */
#include "run/drift.h"
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include "keep/proof.h"
#include "keep/setting.h"

static char *
copy_name(const KeepDb *db)
{
    const char *path = keep_db_path(db);
    g_autofree char *directory = g_path_get_dirname(path), *base = g_path_get_basename(path);
    g_autofree char *name = g_strdup_printf(".%s.verify-%d-%p", base, (int)getpid(), (const void *)db);
    return g_build_filename(access(directory, W_OK) == 0 ? directory : g_get_tmp_dir(), name, NULL);
}

static void
remove_copy(const char *file)
{
    static const char *const suffixes[] = { "", "-wal", "-shm", "-journal", ".key" };
    for (gsize i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        g_autofree char *name = g_strconcat(file, suffixes[i], NULL);
        g_unlink(name);
    }
}

/* PID ends the prefix of a copy's name; whoever was killed could not take the copy along. */
static gboolean
is_orphan(const char *name, const char *prefix)
{
    if (!g_str_has_prefix(name, prefix))
        return FALSE;
    gint64 pid = g_ascii_strtoll(name + strlen(prefix), NULL, 10);
    return pid > 0 && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

void
run_drift_sweep(const KeepDb *db)
{
    g_autofree char *directory = g_path_get_dirname(keep_db_path(db)), *base = g_path_get_basename(keep_db_path(db));
    g_autofree char *prefix = g_strdup_printf(".%s.verify-", base);
    g_autoptr(GDir) files = g_dir_open(directory, 0, NULL);
    for (const char *name; files != NULL && (name = g_dir_read_name(files)) != NULL;) {
        g_autofree char *file = is_orphan(name, prefix) ? g_build_filename(directory, name, NULL) : NULL;
        if (file != NULL)
            g_unlink(file);
    }
}

static gboolean
settle(Engine *engine, GCancellable *cancellable, GError **error)
{
    for (gboolean more = TRUE; more;)
        if (g_cancellable_set_error_if_cancelled(cancellable, error) || !run_engine_settle(engine, &more, error))
            return FALSE;
    return TRUE;
}

/* The key of the tombstones belongs to the database; there may be none. */
static void
lend_key(const KeepDb *db, const char *file)
{
    g_autofree char *from = g_strconcat(keep_db_path(db), ".key", NULL), *to = g_strconcat(file, ".key", NULL), *bytes = NULL;
    gsize length = 0;
    if (g_file_get_contents(from, &bytes, &length, NULL))
        g_file_set_contents_full(to, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
}

/* Time changes things as well: both pictures are of the moment up to which the store has been settled, or of NOW if that is later. */
static gboolean
moment_of(KeepDb *db, gint64 now, gint64 *ret, GError **error)
{
    static const char SETTLED[] = "SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'settled.until'";
    gint64 settled = 0;
    if (!keep_db_int(db, SETTLED, NO_BIND, &settled, NULL, error))
        return FALSE;
    *ret = MAX(settled, now);
    return TRUE;
}

static GPtrArray *
find_on(Engine *copy, GCancellable *cancellable, GError **error)
{
    KeepDb *db = run_engine_db(copy);
    if (!run_engine_wake(copy, error))
        return NULL;
    g_autoptr(GHashTable) before = measure_drift_picture(db, error);
    if (before == NULL || !keep_proof_recompute(db, error) || !settle(copy, cancellable, error))
        return NULL;
    g_autoptr(GHashTable) after = measure_drift_picture(db, error);
    return after != NULL ? measure_drift_compare(before, after) : NULL;
}

GPtrArray *
run_drift_find(const Profile *profile, KeepDb *db, gint64 now, GCancellable *cancellable, GError **error)
{
    g_autofree char *file = copy_name(db);
    gint64 moment;
    run_drift_sweep(db);
    remove_copy(file);
    if (!moment_of(db, now, &moment, error) || !keep_db_backup(db, file, error))
        return NULL;
    lend_key(db, file);
    g_autoptr(Engine) copy = run_engine_open_file(profile, file, moment, error);
    GPtrArray *drifts = copy != NULL ? find_on(copy, cancellable, error) : NULL;
    g_clear_pointer(&copy, run_engine_free);
    remove_copy(file);
    return drifts;
}

gboolean
run_drift_mend(Engine *engine, GError **error)
{
    return keep_proof_recompute(run_engine_db(engine), error) && run_engine_settle_all(engine, error);
}
