/* SPDX-License-Identifier: MIT
 * What the files of this room share about an open database; nobody outside of `keep` includes it. */
#pragma once
#include "keep/db.h"
#include "keep/intern.h"
#include <sqlite3.h>

typedef struct KeepStatement KeepStatement;
struct KeepRows {
    KeepDb *db;
    KeepStatement *statement;
    gboolean is_cached; /* else the statement is its own */
    sqlite3_stmt *stmt; /* the statement's */
    gboolean is_done;
};
struct KeepStatement {
    sqlite3_stmt *stmt;
    char **names;     /* of the parameters, without ':'; SQLite itself walks a list for each */
    gboolean is_busy; /* being stepped: a second user of the same text prepares its own */
    struct KeepRows rows; /* of whoever steps it */
};
void keep_statement_free(gpointer statement);

struct KeepDb {
    sqlite3 *handle;
    char *path;
    KeepMode mode;
    guint depth;             /* of nested keep_db_begin */
    GHashTable *statements;  /* address of the SQL text -> KeepStatement* */
    GHashTable *built;       /* SQL text that was built -> KeepStatement*; owned, few */
    KeepIntern *intern;      /* made on first use */
    gint64 guard_until;      /* monotonic microseconds (keep/guard.c) */
    gboolean was_stopped;
    gint64 data_version;     /* as of the last begin: another process wrote when it differs */
};

/* Sets ERROR from SQLite's RC with the reaction that it asks for; returns FALSE. */
gboolean keep_db_fail(KeepDb *db, int rc, const char *what, GError **error);
#define KEEP_SHARED_BYTES 32768 /* what SQLite wants beside a database before it reads a word of it */
/* TRUE if not even the companions of a database fit beside PATH. */
gboolean keep_disk_is_full(const char *path);
/* Like keep_db_query_text, but the last few texts stay prepared. */
KeepRows *keep_db_query_built(KeepDb *db, const char *sql, const KeepBind *binds, GError **error);
/* Commits when OK, else rolls back; returns whether it is now committed. */
gboolean keep_db_end(KeepDb *db, gboolean ok, GError **error);
