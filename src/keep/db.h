/* SPDX-License-Identifier: MIT
 * The one SQLite file: opened safely, migrated, and spoken to through named binds (spec 13, ../notes style 4.11). */
#pragma once
#include <glib.h>

typedef struct KeepDb KeepDb;
typedef enum {
    KEEP_READ_WRITE, /* creates and migrates as needed; file 0600, directory 0700 */
    KEEP_READ_ONLY,  /* an existing file of this version */
} KeepMode;
/* Opens PATH in WAL mode with busy timeout. NOT_FOUND: read-only and no file; NEWER: file newer than the program, REFUSED: read-only and older; CORRUPT: no
 * database, or an empty file; TRY_LATER: busy, disk full or unwritable. Migrations run in one transaction each with their number, after a backup copy
 * beside the file. Caller frees with keep_db_free. One handle belongs to one thread. */
KeepDb *keep_db_open(const char *path, KeepMode mode, GError **error);
void keep_db_free(KeepDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeepDb, keep_db_free)
const char *keep_db_path(const KeepDb *db);
int keep_db_version(void); /* schema version of this program */
/* PRAGMA quick_check; FALSE with CORRUPT and the first line of what is wrong. */
gboolean keep_db_check(KeepDb *db, GError **error);
/* A consistent copy into FILE (must not exist; 0600), also while others write (SQLite backup API). */
gboolean keep_db_backup(KeepDb *db, const char *file, GError **error);

gboolean keep_db_begin(KeepDb *db, GError **error); /* IMMEDIATE; nests by counting */
gboolean keep_db_commit(KeepDb *db, GError **error);
void keep_db_rollback(KeepDb *db); /* rolls the whole transaction back; no-op outside one */

typedef struct {
    const char *name; /* parameter without ':' */
    enum { KEEP_BIND_INT, KEEP_BIND_REAL, KEEP_BIND_TEXT, KEEP_BIND_NULL } type;
    gint64 i;
    double r;
    const char *t; /* NULL binds null; valid until the call returns (run) or the rows are freed (query) */
} KeepBind;
#define KI(name, value) { (name), KEEP_BIND_INT, (value), 0, NULL }
#define KR(name, value) { (name), KEEP_BIND_REAL, 0, (value), NULL }
#define KT(name, value) { (name), KEEP_BIND_TEXT, 0, 0, (value) }
#define KN(name) { (name), KEEP_BIND_NULL, 0, 0, NULL }
/* An optional integer: null when ABSENT. */
#define KO(name, absent, value) { (name), (absent) ? KEEP_BIND_NULL : KEEP_BIND_INT, (value), 0, NULL }
/* BIND(KI("id", 7), KT("name", n)) or NO_BIND. A bound name that the SQL lacks is an assertion, unless KEEP_BIND_LAX is used: */
#define BIND(...) (const KeepBind[]){ __VA_ARGS__, { NULL, KEEP_BIND_NULL, 0, 0, NULL } }
#define NO_BIND (const KeepBind[]){ { NULL, KEEP_BIND_NULL, 0, 0, NULL } }

/* Runs one statement. SQL must be a string that lives as long as the process (the statement cache is keyed by its address);
 * for built SQL use keep_db_run_text. Errors: TRY_LATER (busy, full), REFUSED (constraint), CORRUPT, BUG (SQL). */
gboolean keep_db_run(KeepDb *db, const char *sql, const KeepBind *binds, GError **error);
gboolean keep_db_run_text(KeepDb *db, const char *sql, const KeepBind *binds, GError **error);
gint64 keep_db_last_id(KeepDb *db);
gint64 keep_db_changes(KeepDb *db);

/* What comes next touches rows all over the file: up to so many MEBIBYTES of it are kept in memory from now on. */
gboolean keep_db_widen(KeepDb *db, int mebibytes, GError **error);

/* Until keep_db_unguard(), SQL can only read, and is interrupted after so many MICROSECONDS; the second returns whether it was. */
void keep_db_guard(KeepDb *db, gint64 microseconds);
gboolean keep_db_unguard(KeepDb *db);

typedef struct KeepRows KeepRows;
/* LAX binds only the names that the SQL has: one set of parameters for many SQL files. Text is prepared anew each time. */
KeepRows *keep_db_query(KeepDb *db, const char *sql, const KeepBind *binds, GError **error);
KeepRows *keep_db_query_text(KeepDb *db, const char *sql, const KeepBind *binds, gboolean lax, GError **error);
/* Lax, and SQL (of static storage) stays prepared. */
KeepRows *keep_db_query_lax(KeepDb *db, const char *sql, const KeepBind *binds, GError **error);
/* Gives back the memory of pages and of statements that stay prepared; the next ones cost their preparation. */
void keep_db_shrink(KeepDb *db);
/* FALSE at the end or on error (then ERROR is set). */
gboolean keep_rows_next(KeepRows *rows, GError **error);
void keep_rows_free(KeepRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeepRows, keep_rows_free)
int keep_rows_columns(KeepRows *rows);
const char *keep_rows_name(KeepRows *rows, int column);
gboolean keep_rows_is_null(KeepRows *rows, int column);
gboolean keep_rows_is_real(KeepRows *rows, int column);
gboolean keep_rows_is_text(KeepRows *rows, int column);
gint64 keep_rows_int(KeepRows *rows, int column);
double keep_rows_real(KeepRows *rows, int column);
const char *keep_rows_text(KeepRows *rows, int column); /* NULL if null; valid until the next step */
/* First column of the first row; *RET_FOUND FALSE when there is no row or it is null. */
gboolean keep_db_int(KeepDb *db, const char *sql, const KeepBind *binds, gint64 *ret, gboolean *ret_found, GError **error);
/* First column of every row, of gint64; NULL on failure. Caller unrefs. */
GArray *keep_db_ids(KeepDb *db, const char *sql, const KeepBind *binds, GError **error);
char *keep_db_text(KeepDb *db, const char *sql, const KeepBind *binds, GError **error); /* caller frees; NULL without error = none */
