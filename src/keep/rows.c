/* SPDX-License-Identifier: MIT
 * Statements: prepared once for each SQL text, bound by name, stepped row by row. */
#include "keep/handle.h"
#include "base/error.h"
#include <string.h>

#define BUILT_MAX 32 /* texts: a file of a kind needs a handful */

void
keep_statement_free(gpointer data)
{
    KeepStatement *statement = data;
    sqlite3_finalize(statement->stmt);
    g_strfreev(statement->names);
    g_free(statement);
}

static KeepStatement *
statement_new(sqlite3_stmt *stmt)
{
    KeepStatement *statement = g_new0(KeepStatement, 1);
    int n = sqlite3_bind_parameter_count(stmt);
    statement->stmt = stmt;
    statement->names = g_new0(char *, n + 1);
    for (int i = 0; i < n; i++) {
        const char *name = sqlite3_bind_parameter_name(stmt, i + 1);
        statement->names[i] = g_strdup(name ? name + 1 : "?");
    }
    return statement;
}

static KeepStatement *
prepare(KeepDb *db, const char *sql, unsigned flags, GError **error)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v3(db->handle, sql, -1, flags, &stmt, NULL);
    if (rc == SQLITE_OK && stmt)
        return statement_new(stmt);
    if (rc == SQLITE_OK)
        fail(error, FAIL_BUG, "SQL: no statement");
    else
        keep_db_fail(db, rc, "SQL", error);
    return NULL;
}

static KeepStatement *
cached_statement(KeepDb *db, const char *sql, GError **error)
{
    KeepStatement *statement = g_hash_table_lookup(db->statements, sql);
    if (statement)
        return statement;
    statement = prepare(db, sql, SQLITE_PREPARE_PERSISTENT, error);
    if (statement)
        g_hash_table_insert(db->statements, (gpointer)sql, statement);
    return statement;
}

static gboolean
is_idle(gpointer text, gpointer statement, gpointer data)
{
    (void)text, (void)data;
    return !((const KeepStatement *)statement)->is_busy;
}

/* Rows of a file are saved by the same built text again and again. NULL without an error: its statement is busy. */
static KeepStatement *
built_statement(KeepDb *db, const char *sql, GError **error)
{
    KeepStatement *statement = g_hash_table_lookup(db->built, sql);
    if (statement)
        return statement->is_busy ? NULL : statement;
    statement = prepare(db, sql, SQLITE_PREPARE_PERSISTENT, error);
    if (!statement)
        return NULL;
    if (g_hash_table_size(db->built) >= BUILT_MAX)
        g_hash_table_foreach_remove(db->built, is_idle, NULL);
    g_hash_table_insert(db->built, g_strdup(sql), statement);
    return statement;
}

static int
bind_value(sqlite3_stmt *stmt, int at, const KeepBind *bind)
{
    switch (bind->type) {
    case KEEP_BIND_INT:
        return sqlite3_bind_int64(stmt, at, bind->i);
    case KEEP_BIND_REAL:
        return sqlite3_bind_double(stmt, at, bind->r);
    case KEEP_BIND_TEXT:
        return sqlite3_bind_text(stmt, at, bind->t, -1, SQLITE_STATIC);
    case KEEP_BIND_NULL:
    default:
        return sqlite3_bind_null(stmt, at);
    }
}

/* Binds are usually written in the order of the SQL, so the one at its own place is tried first. */
static const KeepBind *
bind_named(const KeepBind *binds, int n, int guess, const char *name)
{
    if (guess < n && strcmp(binds[guess].name, name) == 0)
        return &binds[guess];
    for (int i = 0; i < n; i++)
        if (strcmp(binds[i].name, name) == 0)
            return &binds[i];
    return NULL;
}

static void
assert_all_used(const KeepStatement *statement, const KeepBind *binds, int n)
{
    for (int i = 0; i < n; i++)
        if (!g_strv_contains((const char *const *)statement->names, binds[i].name))
            g_error("SQL has no parameter :%s: %s", binds[i].name, sqlite3_sql(statement->stmt));
}

static gboolean
bind_all(KeepDb *db, const KeepStatement *statement, const KeepBind *binds, gboolean lax, GError **error)
{
    int n = 0, n_parameters = 0;
    while (binds[n].name)
        n++;
    for (char **name = statement->names; *name; name++) {
        const KeepBind *bind = bind_named(binds, n, n_parameters++, *name);
        if (!bind)
            return fail(error, FAIL_BUG, "SQL: parameter %s has no value", *name);
        int rc = bind_value(statement->stmt, n_parameters, bind);
        if (rc != SQLITE_OK)
            return keep_db_fail(db, rc, "SQL", error);
    }
    if (!lax && n != n_parameters)
        assert_all_used(statement, binds, n);
    return TRUE;
}

/* NULL when a value is missing. */
static KeepRows *
rows_new(KeepDb *db, KeepStatement *statement, gboolean is_cached, const KeepBind *binds, gboolean lax, GError **error)
{
    g_autoptr(KeepRows) rows = &statement->rows;
    *rows = (KeepRows){db, statement, is_cached, statement->stmt, FALSE};
    statement->is_busy = TRUE;
    return bind_all(db, statement, binds, lax, error) ? g_steal_pointer(&rows) : NULL;
}

static KeepRows *
query_cached(KeepDb *db, const char *sql, const KeepBind *binds, gboolean lax, GError **error)
{
    KeepStatement *cached = cached_statement(db, sql, error);
    if (!cached)
        return NULL;
    if (cached->is_busy)
        return keep_db_query_text(db, sql, binds, lax, error);
    return rows_new(db, cached, TRUE, binds, lax, error);
}

KeepRows *
keep_db_query(KeepDb *db, const char *sql, const KeepBind *binds, GError **error)
{
    return query_cached(db, sql, binds, FALSE, error);
}

KeepRows *
keep_db_query_lax(KeepDb *db, const char *sql, const KeepBind *binds, GError **error)
{
    return query_cached(db, sql, binds, TRUE, error);
}

KeepRows *
keep_db_query_built(KeepDb *db, const char *sql, const KeepBind *binds, GError **error)
{
    g_autoptr(GError) failure = NULL;
    KeepStatement *cached = built_statement(db, sql, &failure);
    if (failure) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return NULL;
    }
    if (!cached)
        return keep_db_query_text(db, sql, binds, FALSE, error);
    return rows_new(db, cached, TRUE, binds, FALSE, error);
}

KeepRows *
keep_db_query_text(KeepDb *db, const char *sql, const KeepBind *binds, gboolean lax, GError **error)
{
    KeepStatement *own = prepare(db, sql, 0, error);
    return own ? rows_new(db, own, FALSE, binds, lax, error) : NULL;
}

void
keep_db_shrink(KeepDb *db)
{
    g_hash_table_foreach_remove(db->statements, is_idle, NULL);
    g_hash_table_foreach_remove(db->built, is_idle, NULL);
    sqlite3_db_release_memory(db->handle);
}

gboolean
keep_rows_next(KeepRows *rows, GError **error)
{
    if (rows->is_done)
        return FALSE;
    int rc = sqlite3_step(rows->stmt);
    if (rc == SQLITE_ROW)
        return TRUE;
    rows->is_done = TRUE;
    if (rc != SQLITE_DONE)
        keep_db_fail(rows->db, rc, keep_db_path(rows->db), error);
    return FALSE;
}

void
keep_rows_free(KeepRows *rows)
{
    if (!rows)
        return;
    if (rows->is_cached) {
        sqlite3_reset(rows->stmt);
        sqlite3_clear_bindings(rows->stmt); /* they may point at freed text */
        rows->statement->is_busy = FALSE;
    } else {
        keep_statement_free(rows->statement);
    }
}

static gboolean
run_to_end(KeepRows *rows, GError **error)
{
    GError *problem = NULL;
    while (keep_rows_next(rows, &problem))
        continue;
    if (!problem)
        return TRUE;
    g_propagate_error(error, problem);
    return FALSE;
}

gboolean
keep_db_run(KeepDb *db, const char *sql, const KeepBind *binds, GError **error)
{
    g_autoptr(KeepRows) rows = keep_db_query(db, sql, binds, error);
    return rows && run_to_end(rows, error);
}

gboolean
keep_db_run_text(KeepDb *db, const char *sql, const KeepBind *binds, GError **error)
{
    g_autoptr(KeepRows) rows = keep_db_query_built(db, sql, binds, error);
    return rows && run_to_end(rows, error);
}

gboolean
keep_db_int(KeepDb *db, const char *sql, const KeepBind *binds, gint64 *ret, gboolean *ret_found,
            GError **error)
{
    g_autoptr(KeepRows) rows = keep_db_query(db, sql, binds, error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    gboolean found = keep_rows_next(rows, &problem) && !keep_rows_is_null(rows, 0);
    if (problem) {
        g_propagate_error(error, problem);
        return FALSE;
    }
    *ret = found ? keep_rows_int(rows, 0) : 0;
    if (ret_found)
        *ret_found = found;
    return TRUE;
}

GArray *
keep_db_ids(KeepDb *db, const char *sql, const KeepBind *binds, GError **error)
{
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(KeepRows) rows = keep_db_query(db, sql, binds, error);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem)) {
        gint64 id = keep_rows_int(rows, 0);
        g_array_append_val(ids, id);
    }
    if (problem)
        g_propagate_error(error, problem);
    return !rows || problem ? NULL : g_steal_pointer(&ids);
}

char *
keep_db_text(KeepDb *db, const char *sql, const KeepBind *binds, GError **error)
{
    g_autoptr(KeepRows) rows = keep_db_query(db, sql, binds, error);
    if (!rows || !keep_rows_next(rows, error))
        return NULL;
    return g_strdup(keep_rows_text(rows, 0));
}

gint64
keep_db_last_id(KeepDb *db)
{
    return sqlite3_last_insert_rowid(db->handle);
}

gint64
keep_db_changes(KeepDb *db)
{
    return sqlite3_changes(db->handle);
}

int
keep_rows_columns(KeepRows *rows)
{
    return sqlite3_column_count(rows->stmt);
}

const char *
keep_rows_name(KeepRows *rows, int column)
{
    return sqlite3_column_name(rows->stmt, column);
}

gboolean
keep_rows_is_null(KeepRows *rows, int column)
{
    return sqlite3_column_type(rows->stmt, column) == SQLITE_NULL;
}

gboolean
keep_rows_is_real(KeepRows *rows, int column)
{
    return sqlite3_column_type(rows->stmt, column) == SQLITE_FLOAT;
}

gboolean
keep_rows_is_text(KeepRows *rows, int column)
{
    return sqlite3_column_type(rows->stmt, column) == SQLITE_TEXT;
}

gint64
keep_rows_int(KeepRows *rows, int column)
{
    return sqlite3_column_int64(rows->stmt, column);
}

double
keep_rows_real(KeepRows *rows, int column)
{
    return sqlite3_column_double(rows->stmt, column);
}

const char *
keep_rows_text(KeepRows *rows, int column)
{
    return (const char *)sqlite3_column_text(rows->stmt, column);
}
