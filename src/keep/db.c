/* SPDX-License-Identifier: MIT
 * Opening and closing the one file, and its transactions. */
#include "keep/db.h"
#include "keep/handle.h"
#include "keep/schema.h"
#include "base/day.h"
#include "base/address.h"
#include "base/error.h"
#include "base/text.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <glib/gi18n.h>

#define BUSY_MILLISECONDS 10000
#define EMPTY_LOOKS 40 /* at a file that another program has only just made */
#define EMPTY_PAUSE_MICROSECONDS 50000

void
keep_db_free(KeepDb *db)
{
    if (!db)
        return;
    keep_db_rollback(db);
    g_hash_table_unref(db->statements);
    g_hash_table_unref(db->built);
    keep_intern_free(db->intern);
    sqlite3_close(db->handle);
    g_free(db->path);
    g_free(db);
}

const char *
keep_db_path(const KeepDb *db)
{
    return db->path;
}

static gboolean
tighten(const char *path, GError **error)
{
    struct stat status;
    gboolean ok = stat(path, &status) == 0;
    if (ok && S_ISREG(status.st_mode) && (status.st_mode & 077) != 0 && status.st_uid == geteuid())
        ok = chmod(path, 0600) == 0;
    return ok || fail(error, FAIL_TRY_LATER, "%s: %s", path, g_strerror(errno));
}

/* Whoever begins a database writes into its file at once; a private one that stays empty is ours and has lost what it held, and SQLite would
 * take it for a new one without a word. One that others may read is none of ours: somebody has looked for a database with SQLite's own
 * program, which leaves that behind. */
static gboolean
check_not_emptied(const char *path, GError **error)
{
    struct stat status;
    for (int i = 0; i < EMPTY_LOOKS; i++) {
        if (stat(path, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size > 0 || (status.st_mode & 077) != 0)
            return TRUE;
        g_usleep(EMPTY_PAUSE_MICROSECONDS);
    }
    return fail(error, FAIL_CORRUPT, N_("%s: the file is empty: put a backup in its place, or remove it to begin anew"), path);
}

/* A beginning that failed, on a full disk say, must not look like a loss. */
static void
remove_if_empty(const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0 && status.st_size == 0)
        g_unlink(path);
}

/* SQLite would create the file with the umask's mode; its -wal and -shm take the mode of the file. One that is there must not be opened
 * here: to close it again would drop the locks of every other connection of this process, and the next program that leaves would take
 * the log away with what was written last (sqlite.org/howtocorrupt 2.2). */
static gboolean
make_private_file(const char *path, gboolean *ret_is_new, GError **error)
{
    g_autofree char *directory = g_path_get_dirname(path);
    if (g_mkdir_with_parents(directory, 0700) != 0)
        return fail(error, FAIL_TRY_LATER, "%s: %s", directory, g_strerror(errno));
    int fd = g_open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    *ret_is_new = fd >= 0;
    if (fd < 0 && errno == EEXIST)
        return check_not_emptied(path, error) && tighten(path, error);
    if (fd < 0)
        return fail(error, FAIL_TRY_LATER, "%s: %s", path, g_strerror(errno));
    close(fd);
    return TRUE;
}

/* fold(text): how people compare names, 'ÅSA' with 'åsa'; SQLite's own lower() knows ASCII only. */
static void
sql_fold(sqlite3_context *context, int n, sqlite3_value **values)
{
    g_assert(n == 1);
    const char *text = (const char *)sqlite3_value_text(values[0]);
    if (text)
        sqlite3_result_text(context, text_fold(text), -1, g_free);
}

/* likeness(a, b): 0 to 1 (base/text.h). */
static void
sql_likeness(sqlite3_context *context, int n, sqlite3_value **values)
{
    g_assert(n == 2);
    const char *a = (const char *)sqlite3_value_text(values[0]), *b = (const char *)sqlite3_value_text(values[1]);
    if (a && b)
        sqlite3_result_double(context, text_likeness(a, b));
}

/* is_shared(domain): 1 for providers and public suffixes, where anybody can have an address. */
static void
sql_is_shared(sqlite3_context *context, int n, sqlite3_value **values)
{
    g_assert(n == 1);
    const char *domain = (const char *)sqlite3_value_text(values[0]);
    sqlite3_result_int(context, domain && (domain_is_freemail(domain) || domain_is_public_suffix(domain)));
}

/* add_months(day, n): the same day of the month, clamped to its end (spec 01 §1.1). */
static void
sql_add_months(sqlite3_context *context, int n, sqlite3_value **values)
{
    g_assert(n == 2);
    if (sqlite3_value_type(values[0]) == SQLITE_NULL || sqlite3_value_type(values[1]) == SQLITE_NULL)
        sqlite3_result_null(context);
    else
        sqlite3_result_int(context, day_add_months(sqlite3_value_int(values[0]), sqlite3_value_int(values[1])));
}

/* As base/day.h has it. */
static void
sql_add_cadence(sqlite3_context *context, int n, sqlite3_value **values)
{
    g_assert(n == 3);
    if (sqlite3_value_type(values[0]) == SQLITE_NULL || sqlite3_value_type(values[1]) == SQLITE_NULL)
        sqlite3_result_null(context);
    else
        sqlite3_result_int(context, day_add_cadence(sqlite3_value_int(values[0]), sqlite3_value_int(values[1]), sqlite3_value_int(values[2]) != 0));
}

static gboolean
run_pragmas(KeepDb *db, GError **error)
{
    const char *sql = db->mode == KEEP_READ_ONLY
                          ? "PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY"
                          : "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                            "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 16777216;"
                            "PRAGMA cache_size = -6000; PRAGMA temp_store = MEMORY";
    int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK || keep_db_fail(db, rc, db->path, error);
}

gboolean
keep_db_widen(KeepDb *db, int mebibytes, GError **error)
{
    g_autofree char *sql = g_strdup_printf("PRAGMA cache_size = -%d", mebibytes * 1024);
    int rc = sqlite3_exec(db->handle, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK || keep_db_fail(db, rc, db->path, error);
}

/* Counting memory for statistics nobody reads takes a lock at each allocation. */
static void
configure_library(void)
{
    static gsize is_done;
    if (g_once_init_enter(&is_done)) {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        g_once_init_leave(&is_done, 1);
    }
}

static gboolean
has_companion(const char *path, const char *suffix, off_t size)
{
    g_autofree char *companion = g_strconcat(path, suffix, NULL);
    struct stat status;
    return stat(companion, &status) == 0 && status.st_size >= size;
}

/* In a directory that cannot be written (a read-only or full disk) SQLite cannot make the companions that WAL wants; with no log there and
 * nobody who could write one, the file is whole and does not change (sqlite.org/wal.html, Read-Only Databases). */
static gboolean
stands_still(const KeepDb *db)
{
    g_autofree char *directory = g_path_get_dirname(db->path);
    return db->mode == KEEP_READ_ONLY && (access(directory, W_OK) != 0 || keep_disk_is_full(db->path)) &&
           !has_companion(db->path, "-wal", 1) &&
           !has_companion(db->path, "-shm", KEEP_SHARED_BYTES); /* a smaller one is what did not fit */
}

static int
open_handle(KeepDb *db)
{
    int flags = SQLITE_OPEN_NOMUTEX |
                (db->mode == KEEP_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    if (!stands_still(db))
        return sqlite3_open_v2(db->path, &db->handle, flags, NULL);
    g_autofree char *escaped = g_uri_escape_string(db->path, "/", FALSE);
    g_autofree char *uri = g_strdup_printf("file:%s?immutable=1", escaped);
    return sqlite3_open_v2(uri, &db->handle, flags | SQLITE_OPEN_URI, NULL);
}

static gboolean
connect_file(KeepDb *db, GError **error)
{
    configure_library();
    int rc = open_handle(db);
    if (rc != SQLITE_OK)
        return keep_db_fail(db, rc, db->path, error);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_LOOKASIDE, NULL, 1200, 256);
    sqlite3_extended_result_codes(db->handle, 1);
    sqlite3_busy_timeout(db->handle, BUSY_MILLISECONDS);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_create_function(db->handle, "fold", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
                            sql_fold, NULL, NULL);
    sqlite3_create_function(db->handle, "likeness", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, sql_likeness, NULL, NULL);
    sqlite3_create_function(db->handle, "is_shared", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, sql_is_shared, NULL, NULL);
    sqlite3_create_function(db->handle, "add_months", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, sql_add_months, NULL, NULL);
    sqlite3_create_function(db->handle, "add_cadence", 3, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, sql_add_cadence, NULL, NULL);
    return run_pragmas(db, error);
}

static gboolean
require_version(KeepDb *db, GError **error)
{
    gint64 version;
    if (!keep_db_int(db, "PRAGMA user_version", NO_BIND, &version, NULL, error))
        return FALSE;
    if (version > keep_db_version())
        return keep_schema_apply(db, keep_schema_scripts(), keep_db_version(), error);
    if (version == keep_db_version())
        return TRUE;
    return fail(error, FAIL_REFUSED, N_("%s: made by an older version and not yet brought up to date"),
                db->path);
}

static gboolean
open_to_read(KeepDb *db, GError **error)
{
    if (!g_file_test(db->path, G_FILE_TEST_EXISTS))
        return fail(error, FAIL_NOT_FOUND, N_("%s: no database"), db->path);
    return check_not_emptied(db->path, error) && connect_file(db, error) && require_version(db, error);
}

static gboolean
open_to_write(KeepDb *db, GError **error)
{
    gboolean is_new = FALSE;
    if (!make_private_file(db->path, &is_new, error))
        return FALSE;
    if (connect_file(db, error) && keep_schema_apply(db, keep_schema_scripts(), keep_db_version(), error))
        return TRUE;
    if (is_new)
        remove_if_empty(db->path);
    return FALSE;
}

KeepDb *
keep_db_open(const char *path, KeepMode mode, GError **error)
{
    g_autoptr(KeepDb) db = g_new0(KeepDb, 1);
    db->path = g_strdup(path);
    db->mode = mode;
    db->statements = g_hash_table_new_full(NULL, NULL, NULL, keep_statement_free);
    db->built = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, keep_statement_free);
    db->intern = keep_intern_new();
    if (!(mode == KEEP_READ_ONLY ? open_to_read(db, error) : open_to_write(db, error)))
        return NULL;
    return g_steal_pointer(&db);
}

static gboolean
exec_plain(KeepDb *db, const char *sql, GError **error)
{
    return keep_db_run(db, sql, NO_BIND, error);
}

/* Numbers remembered in this process hold only as long as nobody else has written. */
static gboolean
notice_others(KeepDb *db, GError **error)
{
    gint64 version;
    if (!keep_db_int(db, "PRAGMA data_version", NO_BIND, &version, NULL, error))
        return FALSE;
    if (version != db->data_version)
        keep_intern_forget(db->intern);
    db->data_version = version;
    return TRUE;
}

gboolean
keep_db_begin(KeepDb *db, GError **error)
{
    if (db->depth > 0) {
        if (sqlite3_get_autocommit(db->handle)) /* SQLite rolled back by itself: disk full, I/O error */
            return fail(error, FAIL_TRY_LATER, N_("%s: the transaction was lost"), db->path);
        db->depth++;
        return TRUE;
    }
    if (!exec_plain(db, "BEGIN IMMEDIATE", error))
        return FALSE;
    db->depth = 1;
    if (notice_others(db, error))
        return TRUE;
    keep_db_rollback(db);
    return FALSE;
}

gboolean
keep_db_commit(KeepDb *db, GError **error)
{
    if (db->depth == 0)
        return fail(error, FAIL_BUG, "%s: commit outside a transaction", db->path);
    if (db->depth > 1) {
        db->depth--;
        return TRUE;
    }
    if (!sqlite3_get_autocommit(db->handle) && exec_plain(db, "COMMIT", error)) {
        db->depth = 0;
        return TRUE;
    }
    if (sqlite3_get_autocommit(db->handle) && error && !*error)
        fail(error, FAIL_TRY_LATER, N_("%s: the transaction was lost"), db->path);
    keep_db_rollback(db);
    return FALSE;
}

void
keep_db_rollback(KeepDb *db)
{
    if (db->depth == 0)
        return;
    db->depth = 0;
    keep_intern_forget(db->intern);
    if (!sqlite3_get_autocommit(db->handle))
        exec_plain(db, "ROLLBACK", NULL);
}

gboolean
keep_db_end(KeepDb *db, gboolean ok, GError **error)
{
    if (ok)
        return keep_db_commit(db, error);
    keep_db_rollback(db);
    return FALSE;
}
