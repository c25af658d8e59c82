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

static void append_lines(GString *text, const char *raw, gboolean is_shared);

static void
append_shared(GString *text, const char *name)
{
    g_autofree char *path = g_strconcat("shared/", name, NULL);
    g_autofree char *shared = load(path);
    if (!shared)
        g_error("no SQL to use: %s", name);
    append_lines(text, shared, TRUE);
}

/* RAW with what it uses in its place; the comments of shared SQL are left out. */
static void
append_lines(GString *text, const char *raw, gboolean is_shared)
{
    g_auto(GStrv) lines = g_strsplit(raw, "\n", -1);
    for (char **line = lines; *line; line++) {
        const char *start = *line + strspn(*line, " ");
        if (g_str_has_prefix(start, "-- use: "))
            append_shared(text, start + strlen("-- use: "));
        else if (!is_shared)
            g_string_append_printf(text, "%s%s", *line, line[1] ? "\n" : "");
        else if (**line && !g_str_has_prefix(*line, "--"))
            g_string_append_printf(text, "%s\n", *line);
    }
}

static char *
expand(const char *name)
{
    g_autofree char *raw = load(name);
    if (!raw)
        return NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    append_lines(text, raw, FALSE);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

const char *
measure_sql(const char *name)
{
    static GMutex mutex;
    static GHashTable *texts; /* the statement cache of keep is keyed by address: each text is loaded once and kept */
    g_mutex_lock(&mutex);
    if (!texts) {
        measure_get_resource(); /* a static archive drops the object that nobody calls */
        texts = g_hash_table_new(g_str_hash, g_str_equal);
    }
    char *text = g_hash_table_lookup(texts, name);
    if (!text && (text = expand(name)))
        g_hash_table_insert(texts, g_strdup(name), text);
    g_mutex_unlock(&mutex);
    return text;
}
