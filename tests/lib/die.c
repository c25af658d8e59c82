/* SPDX-License-Identifier: MIT
 * Preloaded (LD_PRELOAD), it kills the program at the commit DIE_AT of its database, counted from 1: just before it, or with DIE_AFTER set
 * just behind it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static int
is_commit(sqlite3_stmt *statement)
{
    const char *sql = sqlite3_sql(statement);
    return sql && strncmp(sql, "COMMIT", 6) == 0;
}

static int
number(const char *name)
{
    const char *value = getenv(name);
    return value ? atoi(value) : 0;
}

static void
die_at(int commits, int after)
{
    if (commits == number("DIE_AT") && after == (getenv("DIE_AFTER") != NULL))
        raise(SIGKILL);
}

int
sqlite3_step(sqlite3_stmt *statement)
{
    static int (*step)(sqlite3_stmt *);
    static int commits; /* one thread writes */
    if (!step)
        *(void **)&step = dlsym(RTLD_NEXT, "sqlite3_step");
    if (!is_commit(statement))
        return step(statement);
    die_at(++commits, 0);
    int status = step(statement);
    die_at(commits, 1);
    return status;
}
