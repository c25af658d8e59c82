/* SPDX-License-Identifier: MIT
 * SQL of strangers may read and nothing else, and not for long: neither write, nor attach a file, nor load code. */
#include "keep/handle.h"

#define STEPS 10000 /* of SQLite's machine between two looks at the clock */

static int
may(void *data, int action, const char *a, const char *b, const char *c, const char *d)
{
    static const char *const dangerous[] = { "load_extension", "fts3_tokenizer", "readfile", "writefile", "edit", NULL };
    (void)data, (void)a, (void)c, (void)d;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return b != NULL && g_strv_contains(dangerous, b) ? SQLITE_DENY : SQLITE_OK;
    default:
        return SQLITE_DENY;
    }
}

static int
is_over(void *data)
{
    KeepDb *db = data;
    db->was_stopped = g_get_monotonic_time() > db->guard_until;
    return db->was_stopped;
}

void
keep_db_guard(KeepDb *db, gint64 microseconds)
{
    db->guard_until = g_get_monotonic_time() + microseconds;
    db->was_stopped = FALSE;
    sqlite3_set_authorizer(db->handle, may, NULL);
    sqlite3_progress_handler(db->handle, STEPS, is_over, db);
}

gboolean
keep_db_unguard(KeepDb *db)
{
    sqlite3_set_authorizer(db->handle, NULL, NULL);
    sqlite3_progress_handler(db->handle, 0, NULL, NULL);
    return db->was_stopped;
}
