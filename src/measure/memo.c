/* SPDX-License-Identifier: MIT
 * Temporary tables by what they were made of: the SQL and the values of the parameters in it. */
#include "measure/memo.h"
#include "measure/sql.h"
#include <string.h>

#define TABLES_MAX 24 /* a few megabytes with tens of thousands of leads; then all begin anew */

struct MeasureMemo {
    KeepDb *db;
    GHashTable *tables; /* what it was made of -> its name */
    const KeepBind *binds; /* of the question that is asked */
    GError *error;
};

MeasureMemo *
measure_memo_new(KeepDb *db)
{
    MeasureMemo *memo = g_new0(MeasureMemo, 1);
    memo->db = db;
    memo->tables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return memo;
}

static gboolean
run(KeepDb *db, const char *sql, const KeepBind *binds, GError **error)
{
    GError *problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query_text(db, sql, binds, TRUE, error);
    if (!rows)
        return FALSE;
    while (keep_rows_next(rows, &problem))
        continue;
    if (problem)
        g_propagate_error(error, problem);
    return problem == NULL;
}

static void
drop_all(MeasureMemo *memo)
{
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, memo->tables);
    while (g_hash_table_iter_next(&iter, NULL, &name)) {
        g_autofree char *sql = g_strdup_printf("DROP TABLE temp.%s", (const char *)name);
        run(memo->db, sql, NO_BIND, NULL); /* if rows are being read on the handle it cannot, and goes with the connection */
    }
    g_hash_table_remove_all(memo->tables);
}

void
measure_memo_free(MeasureMemo *memo)
{
    if (!memo)
        return;
    drop_all(memo);
    g_hash_table_unref(memo->tables);
    g_clear_error(&memo->error);
    g_free(memo);
}

static gboolean
names(const char *sql, const char *parameter)
{
    gsize length = strlen(parameter);
    for (const char *at = strchr(sql, ':'); at; at = strchr(at + 1, ':'))
        if (strncmp(at + 1, parameter, length) == 0 && !g_ascii_isalnum(at[1 + length]) && at[1 + length] != '_')
            return TRUE;
    return FALSE;
}

/* Whatever decides what is in the table. Caller frees. */
static char *
key_of(const char *sql, const KeepBind *binds)
{
    GString *key = g_string_new(sql);
    for (; binds->name; binds++)
        if (names(sql, binds->name))
            g_string_append_printf(key, "|%s=%d:%" G_GINT64_FORMAT ":%.17g:%s", binds->name, (int)binds->type, binds->i, binds->r, binds->t ? binds->t : "");
    return g_string_free(key, FALSE);
}

static const char *
keep(const char *table, const char *sql, gpointer data)
{
    MeasureMemo *memo = data;
    if (memo->error)
        return NULL;
    g_autofree char *key = key_of(sql, memo->binds);
    const char *known = g_hash_table_lookup(memo->tables, key);
    if (known)
        return known;
    static int made; /* a memo may live beside another one on the same handle */
    g_autofree char *name = g_strdup_printf("memo_%d", g_atomic_int_add(&made, 1));
    g_autofree char *create = g_strdup_printf("CREATE TEMP TABLE %s AS WITH\n%s\nSELECT * FROM %s", name, sql, table);
    if (!run(memo->db, create, memo->binds, &memo->error))
        return NULL;
    char *kept = g_steal_pointer(&name);
    g_hash_table_insert(memo->tables, g_steal_pointer(&key), kept);
    return kept;
}

KeepRows *
measure_memo_rows(MeasureMemo *memo, KeepDb *db, const char *name, const KeepBind *binds, GError **error)
{
    if (!memo)
        return keep_db_query_text(db, measure_sql(name), binds, TRUE, error);
    if (g_hash_table_size(memo->tables) >= TABLES_MAX)
        drop_all(memo);
    memo->binds = binds;
    g_autofree char *sql = measure_sql_kept(name, keep, memo);
    if (memo->error) {
        g_propagate_error(error, g_steal_pointer(&memo->error));
        return NULL;
    }
    return keep_db_query_text(db, sql, binds, TRUE, error);
}
