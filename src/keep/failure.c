/* SPDX-License-Identifier: MIT
 * What SQLite says, translated into the reaction that the caller owes. */
#include "keep/handle.h"
#include "base/error.h"
#include <glib/gi18n.h>
#include <sys/statvfs.h>
#include <unistd.h>

static gboolean
fail_constraint(KeepDb *db, const char *what, GError **error)
{
    return fail(error, FAIL_REFUSED, "%s: %s", what, sqlite3_errmsg(db->handle));
}

gboolean
keep_disk_is_full(const char *path)
{
    struct statvfs disk;
    g_autofree char *directory = g_path_get_dirname(path);
    if (statvfs(directory, &disk) != 0)
        return FALSE;
    guint64 blocks = geteuid() == 0 ? disk.f_bfree : disk.f_bavail;
    return blocks * disk.f_frsize < KEEP_SHARED_BYTES;
}

gboolean
keep_db_fail(KeepDb *db, int rc, const char *what, GError **error)
{
    switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(error, FAIL_TRY_LATER, N_("%s: the database is in use by another process"), what);
    case SQLITE_FULL:
        return fail(error, FAIL_TRY_LATER, N_("%s: the disk is full"), what);
    case SQLITE_IOERR:
        if (keep_disk_is_full(db->path)) /* not every write that finds no room says so */
            return fail(error, FAIL_TRY_LATER, N_("%s: the disk is full"), what);
        return fail(error, FAIL_TRY_LATER, N_("%s: the disk cannot be read or written (%s)"), what,
                    sqlite3_errmsg(db->handle));
    case SQLITE_NOMEM:
        return fail(error, FAIL_TRY_LATER, N_("%s: out of memory"), what);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return fail(error, FAIL_TRY_LATER, N_("%s: no permission to open or write it"), what);
    case SQLITE_CORRUPT:
        return fail(error, FAIL_CORRUPT, N_("%s: the database is damaged"), what);
    case SQLITE_NOTADB:
        return fail(error, FAIL_CORRUPT, N_("%s: not a database"), what);
    case SQLITE_CONSTRAINT:
        return fail_constraint(db, what, error);
    default:
        return fail(error, FAIL_BUG, "%s: %s", what, sqlite3_errmsg(db->handle));
    }
}
