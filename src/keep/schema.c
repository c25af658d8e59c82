/* SPDX-License-Identifier: MIT
 * Migration: scripts in order, each with its number in one transaction; nothing is ever deleted to repair (spec 13 rule 4). */
#include "keep/schema.h"
#include "keep/handle.h"
#include "base/error.h"
#include <gio/gio.h>
#include <glib/gi18n.h>

#define SCHEMA_VERSION 31
#define APPLICATION_ID 0x43616465 /* "Cade" */

GResource *keep_get_resource(void);

int
keep_db_version(void)
{
    return SCHEMA_VERSION;
}

static char *
script_text(int version)
{
    g_autofree char *name = g_strdup_printf("/cadens/keep/schema/%03d.sql", version);
    g_autoptr(GError) problem = NULL;
    g_autoptr(GBytes) bytes = g_resources_lookup_data(name, G_RESOURCE_LOOKUP_FLAGS_NONE, &problem);
    if (!bytes)
        g_error("%s", problem->message);
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    return g_strndup(text, length);
}

const char *const *
keep_schema_scripts(void)
{
    static char *scripts[SCHEMA_VERSION + 1];
    static gsize is_loaded;
    if (g_once_init_enter(&is_loaded)) {
        keep_get_resource(); /* a static archive drops the object that nobody calls */
        for (int i = 0; i < SCHEMA_VERSION; i++)
            scripts[i] = script_text(i + 1);
        g_once_init_leave(&is_loaded, 1);
    }
    return (const char *const *)scripts;
}

static gboolean
exec(KeepDb *db, const char *sql, GError **error)
{
    int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK || keep_db_fail(db, rc, db->path, error);
}

static gboolean
read_header(KeepDb *db, gint64 *ret_version, gboolean *ret_is_empty, GError **error)
{
    gint64 tables, application;
    if (!keep_db_int(db, "PRAGMA user_version", NO_BIND, ret_version, NULL, error) ||
        !keep_db_int(db, "PRAGMA application_id", NO_BIND, &application, NULL, error) ||
        !keep_db_int(db, "SELECT COUNT(*) FROM sqlite_master", NO_BIND, &tables, NULL, error))
        return FALSE;
    *ret_is_empty = tables == 0 && *ret_version == 0;
    if (!*ret_is_empty && application != APPLICATION_ID)
        return fail(error, FAIL_CORRUPT, N_("%s: a database of another program"), db->path);
    return TRUE;
}

static gboolean
check_not_newer(KeepDb *db, gint64 version, int n, GError **error)
{
    if (version <= n)
        return TRUE;
    return fail(error, FAIL_NEWER, N_("%s: made by a newer version (schema %d, this program knows %d)"),
                db->path, (int)version, n);
}

static gboolean
back_up(KeepDb *db, gint64 version, GError **error)
{
    g_autofree char *file = g_strdup_printf("%s.version-%d", db->path, (int)version);
    for (int i = 2; g_file_test(file, G_FILE_TEST_EXISTS); i++) {
        g_free(file);
        file = g_strdup_printf("%s.version-%d.%d", db->path, (int)version, i);
    }
    return keep_db_backup(db, file, error);
}

static gboolean
stamp(KeepDb *db, int version, GError **error)
{
    g_autofree char *sql = g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %d",
                                           APPLICATION_ID, version);
    return exec(db, sql, error);
}

/* Another process may have been faster between the look and the lock. */
static gboolean
apply_one(KeepDb *db, const char *script, int version, GError **error)
{
    gint64 current;
    if (!keep_db_int(db, "PRAGMA user_version", NO_BIND, &current, NULL, error))
        return FALSE;
    if (current >= version)
        return TRUE;
    return exec(db, script, error) && stamp(db, version, error);
}

gboolean
keep_schema_apply(KeepDb *db, const char *const *scripts, int n, GError **error)
{
    gint64 version;
    gboolean is_empty;
    if (!read_header(db, &version, &is_empty, error) || !check_not_newer(db, version, n, error))
        return FALSE;
    if (version < n && !is_empty && !back_up(db, version, error))
        return FALSE;
    for (int i = (int)version; i < n; i++)
        if (!keep_db_begin(db, error) ||
            !keep_db_end(db, apply_one(db, scripts[i], i + 1, error), error))
            return FALSE;
    return TRUE;
}
