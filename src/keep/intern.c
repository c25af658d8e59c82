/* SPDX-License-Identifier: MIT
 * A bounded memory of numbered strings in two generations: what is asked for again survives when the young one is full. */
#include "keep/intern.h"

#define GENERATION_MAX 8192

struct KeepIntern {
    GHashTable *young[KEEP_INTERN_KINDS], *old[KEEP_INTERN_KINDS]; /* char* -> gint64*, both owned */
};

static GHashTable *
table_of_ids(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

KeepIntern *
keep_intern_new(void)
{
    KeepIntern *intern = g_new0(KeepIntern, 1);
    for (int i = 0; i < KEEP_INTERN_KINDS; i++) {
        intern->young[i] = table_of_ids();
        intern->old[i] = table_of_ids();
    }
    return intern;
}

void
keep_intern_free(KeepIntern *intern)
{
    if (!intern)
        return;
    for (int i = 0; i < KEEP_INTERN_KINDS; i++) {
        g_hash_table_unref(intern->young[i]);
        g_hash_table_unref(intern->old[i]);
    }
    g_free(intern);
}

static void
age(KeepIntern *intern, KeepInternKind kind)
{
    GHashTable *emptied = intern->old[kind];
    g_hash_table_remove_all(emptied);
    intern->old[kind] = intern->young[kind];
    intern->young[kind] = emptied;
}

gint64
keep_intern_get(KeepIntern *intern, KeepInternKind kind, const char *text)
{
    const gint64 *id = g_hash_table_lookup(intern->young[kind], text);
    if (id)
        return *id;
    id = g_hash_table_lookup(intern->old[kind], text);
    if (!id)
        return 0;
    gint64 found = *id;
    keep_intern_put(intern, kind, text, found);
    return found;
}

void
keep_intern_put(KeepIntern *intern, KeepInternKind kind, const char *text, gint64 id)
{
    if (g_hash_table_size(intern->young[kind]) >= GENERATION_MAX)
        age(intern, kind);
    g_hash_table_replace(intern->young[kind], g_strdup(text), g_memdup2(&id, sizeof id));
}

void
keep_intern_forget(KeepIntern *intern)
{
    if (!intern)
        return;
    for (int i = 0; i < KEEP_INTERN_KINDS; i++) {
        g_hash_table_remove_all(intern->young[i]);
        g_hash_table_remove_all(intern->old[i]);
    }
}
