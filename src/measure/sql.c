/* SPDX-License-Identifier: MIT
 * Finds an SQL file in the program's own resources (or in the folder that G_RESOURCE_OVERLAYS names). */
#include "measure/sql.h"
#include <gio/gio.h>
#include <string.h>

GResource *measure_get_resource(void);

static char *
load(const char *name)
{
    g_autofree char *path = g_strdup_printf("/cadens/measure/sql/%s.sql", name);
    g_autoptr(GBytes) bytes = g_resources_lookup_data(path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    if (!bytes)
        return NULL;
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    return g_strndup(text, length);
}

#define USE "-- use: "
#define OF_ACCOUNT "-- account: "
#define MEMO "\n-- memo: "

typedef struct {
    GString *text;
    gboolean is_of_account;
    MeasureSqlKeep keep; /* NULL = nothing is kept */
    gpointer data;
} Expansion;

static void append_lines(const Expansion *into, const char *raw, gboolean is_shared);

/* FALSE if it is not kept. */
static gboolean
append_kept(const Expansion *into, const char *shared)
{
    const char *memo = strstr(shared, MEMO);
    if (!memo)
        return FALSE;
    memo += strlen(MEMO);
    g_autofree char *table = g_strndup(memo, strcspn(memo, "\n"));
    g_autoptr(GString) sql = g_string_new(NULL);
    const Expansion own = { sql, into->is_of_account, into->keep, into->data };
    append_lines(&own, shared, TRUE);
    g_string_truncate(sql, strlen(g_strchomp(sql->str)) - 1); /* the comma to the next one */
    const char *kept = into->keep(table, sql->str, into->data);
    if (kept)
        g_string_append_printf(into->text, "%s AS NOT MATERIALIZED (SELECT * FROM temp.%s),\n", table, kept);
    return kept != NULL;
}

static void
append_shared(const Expansion *into, const char *name)
{
    g_autofree char *path = g_strconcat("shared/", name, NULL);
    g_autofree char *shared = load(path);
    if (!shared)
        g_error("no SQL to use: %s", name);
    if (!into->keep || !append_kept(into, shared))
        append_lines(into, shared, TRUE);
}

static void
append_narrowing(const Expansion *into, const char *sql)
{
    if (into->is_of_account)
        g_string_append_printf(into->text, "%s\n", sql);
}

static gboolean
is_kept(const char *line, gboolean is_shared)
{
    return !is_shared || (*line != '\0' && !g_str_has_prefix(line, "--"));
}

/* RAW with what it uses in its place; the comments of shared SQL are left out, and unless one account is asked for what narrows it to that. */
static void
append_lines(const Expansion *into, const char *raw, gboolean is_shared)
{
    g_auto(GStrv) lines = g_strsplit(raw, "\n", -1);
    for (char **line = lines; *line; line++) {
        const char *start = *line + strspn(*line, " ");
        if (g_str_has_prefix(start, USE))
            append_shared(into, start + strlen(USE));
        else if (g_str_has_prefix(start, OF_ACCOUNT))
            append_narrowing(into, start + strlen(OF_ACCOUNT));
        else if (is_kept(*line, is_shared))
            g_string_append_printf(into->text, "%s%s", *line, is_shared || line[1] ? "\n" : "");
    }
}

static char *
expand(const char *name, gboolean is_of_account, MeasureSqlKeep keep, gpointer data)
{
    g_autofree char *raw = load(name);
    if (!raw)
        return NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    const Expansion into = { text, is_of_account, keep, data };
    append_lines(&into, raw, FALSE);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

char *
measure_sql_kept(const char *name, MeasureSqlKeep keep, gpointer data)
{
    return expand(name, FALSE, keep, data);
}

/* The statement cache of keep is keyed by address: each text is loaded once and kept. */
static const char *
find(const char *name, gboolean is_of_account)
{
    static GMutex mutex;
    static GHashTable *texts[2];
    g_mutex_lock(&mutex);
    GHashTable **known = &texts[is_of_account ? 1 : 0];
    if (!*known) {
        measure_get_resource(); /* a static archive drops the object that nobody calls */
        *known = g_hash_table_new(g_str_hash, g_str_equal);
    }
    char *text = g_hash_table_lookup(*known, name);
    if (!text && (text = expand(name, is_of_account, NULL, NULL)))
        g_hash_table_insert(*known, g_strdup(name), text);
    g_mutex_unlock(&mutex);
    return text;
}

const char *
measure_sql(const char *name)
{
    return find(name, FALSE);
}

const char *
measure_sql_of_account(const char *name)
{
    return find(name, TRUE);
}
