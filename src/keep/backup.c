/* SPDX-License-Identifier: MIT
 * A consistent copy while others write, and the question whether the file is sound. */
#include "keep/handle.h"
#include "base/error.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>
#include <glib/gi18n.h>

#define PAGES_A_STEP 1024
#define PAUSE_MICROSECONDS 20000
#define PAUSES_MAX 500

static gboolean
create_target(const char *file, GError **error)
{
    int fd = g_open(file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST)
        return fail(error, FAIL_REFUSED, N_("%s: exists already"), file);
    if (fd < 0)
        return fail(error, FAIL_TRY_LATER, "%s: %s", file, g_strerror(errno));
    close(fd);
    return TRUE;
}

static int
copy_pages(sqlite3_backup *backup)
{
    int rc = SQLITE_OK;
    for (int pauses = 0; rc != SQLITE_DONE && pauses < PAUSES_MAX;) {
        rc = sqlite3_backup_step(backup, PAGES_A_STEP);
        if (rc != SQLITE_OK && rc != SQLITE_DONE && rc != SQLITE_BUSY && rc != SQLITE_LOCKED)
            return rc;
        if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED) {
            pauses++;
            g_usleep(PAUSE_MICROSECONDS);
        }
    }
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* A read transaction around the copy pins one state, so that a writer cannot make it begin anew for ever. */
static int
copy_into(KeepDb *db, sqlite3 *target)
{
    int rc = sqlite3_exec(db->handle, "SAVEPOINT backup; SELECT COUNT(*) FROM sqlite_master", NULL, NULL,
                          NULL);
    if (rc != SQLITE_OK)
        return rc;
    sqlite3_backup *backup = sqlite3_backup_init(target, "main", db->handle, "main");
    rc = backup ? copy_pages(backup) : sqlite3_errcode(target);
    if (backup)
        sqlite3_backup_finish(backup);
    sqlite3_exec(db->handle, "RELEASE backup", NULL, NULL, NULL);
    if (rc == SQLITE_OK) /* one file, without companions */
        rc = sqlite3_exec(target, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
    return rc;
}

gboolean
keep_db_backup(KeepDb *db, const char *file, GError **error)
{
    if (!create_target(file, error))
        return FALSE;
    KeepDb copy = {.path = (char *)file};
    int rc = sqlite3_open_v2(file, &copy.handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc == SQLITE_OK)
        rc = copy_into(db, copy.handle);
    gboolean ok = rc == SQLITE_OK || keep_db_fail(&copy, rc, file, error);
    sqlite3_close(copy.handle);
    if (!ok)
        g_unlink(file);
    return ok;
}

static gboolean
first_complaint(KeepDb *db, const char *sql, char **ret, GError **error)
{
    GError *problem = NULL;
    *ret = keep_db_text(db, sql, NO_BIND, &problem);
    if (!problem)
        return TRUE;
    g_propagate_error(error, problem);
    return FALSE;
}

gboolean
keep_db_check(KeepDb *db, GError **error)
{
    g_autofree char *sound = NULL, *orphan = NULL;
    if (!first_complaint(db, "PRAGMA quick_check(1)", &sound, error))
        return FALSE;
    if (g_strcmp0(sound, "ok") != 0)
        return fail(error, FAIL_CORRUPT, "%s: %s", db->path, sound ? sound : _("quick_check is silent"));
    if (!first_complaint(db, "SELECT \"table\" FROM pragma_foreign_key_check() LIMIT 1", &orphan, error))
        return FALSE;
    return !orphan || fail(error, FAIL_CORRUPT, N_("%s: a row of %s points at nothing"), db->path, orphan);
}
