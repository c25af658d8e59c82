/* SPDX-License-Identifier: MIT
 * The zones of one feed, each name resolved once. */
#include "collect/zone.h"
#include <string.h>
#include "collect/ics-line.h"

typedef struct {
    char *name;
    const char *text;
    gsize length;
} Inline;

struct IcsZones {
    GPtrArray *inlines;  /* of Inline*, in order */
    char *default_name;  /* X-WR-TIMEZONE */
    GHashTable *known;   /* name -> Zone* or NULL, by name alone */
    GHashTable *written; /* name -> Zone* or NULL, by VTIMEZONE */
    GHashTable *told;    /* names that were guessed */
};

static void
inline_free(gpointer data)
{
    Inline *written = data;
    g_free(written->name);
    g_free(written);
}

IcsZones *
collect_zone_set_new(void)
{
    IcsZones *set = g_new0(IcsZones, 1);
    set->inlines = g_ptr_array_new_with_free_func(inline_free);
    set->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, collect_zone_free);
    set->written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, collect_zone_free);
    set->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return set;
}

void
collect_zone_set_free(IcsZones *set)
{
    if (!set)
        return;
    g_ptr_array_unref(set->inlines);
    g_free(set->default_name);
    g_hash_table_unref(set->known);
    g_hash_table_unref(set->written);
    g_hash_table_unref(set->told);
    g_free(set);
}

/* Blanks and quotes around a name mean nothing; a name beyond ZONE_NAME_MAX is cut and will not be
 * known. */
static char *
clean(const char *name)
{
    g_autofree char *text = g_strndup(name, ZONE_NAME_MAX);
    g_strstrip(text);
    gsize length = strlen(text);
    if (length >= 2 && text[0] == '"' && text[length - 1] == '"')
        return g_strstrip(g_strndup(text + 1, length - 2));
    return g_steal_pointer(&text);
}

static const Inline *
find_inline(const IcsZones *set, const char *name)
{
    for (guint i = 0; i < set->inlines->len; i++) {
        const Inline *written = g_ptr_array_index(set->inlines, i);
        if (strcmp(written->name, name) == 0)
            return written;
    }
    return NULL;
}

static char *
property(const char *text, gsize length, const char *name)
{
    g_auto(IcsReader) reader = {0};
    collect_ics_line_reader_init(&reader, text, length);
    for (IcsLine line; collect_ics_line_next_own(&reader, &line);)
        if (collect_ics_line_is(&line, name)) {
            g_autofree char *value = collect_ics_line_text(&line, ZONE_NAME_MAX);
            return clean(value);
        }
    return NULL;
}

void
collect_zone_set_add(IcsZones *set, const char *text, gsize length)
{
    g_autofree char *name = property(text, length, "TZID");
    if (!name || find_inline(set, name))
        return;
    Inline *written = g_new(Inline, 1);
    *written = (Inline){g_steal_pointer(&name), text, length};
    g_ptr_array_add(set->inlines, written);
}

void
collect_zone_set_default(IcsZones *set, const char *name)
{
    g_free(set->default_name);
    set->default_name = clean(name);
}

guint
collect_zone_set_size(const IcsZones *set)
{
    return set->inlines->len;
}

static const Zone *
by_name(IcsZones *set, const char *name)
{
    gpointer found;
    if (g_hash_table_lookup_extended(set->known, name, NULL, &found))
        return found;
    Zone *zone = collect_zone_new_named(name);
    g_hash_table_insert(set->known, g_strdup(name), zone);
    return zone;
}

/* libical and others leave the real name beside the invented one. */
static Zone *
read_inline(const Inline *written)
{
    g_autofree char *location = property(written->text, written->length, "X-LIC-LOCATION");
    Zone *zone = location ? collect_zone_new_named(location) : NULL;
    return zone ? zone : collect_zone_new_inline(written->text, written->length);
}

static const Zone *
by_text(IcsZones *set, const Inline *written)
{
    gpointer found;
    if (g_hash_table_lookup_extended(set->written, written->name, NULL, &found))
        return found;
    Zone *zone = read_inline(written);
    g_hash_table_insert(set->written, g_strdup(written->name), zone);
    return zone;
}

static const Zone *
guess(IcsZones *set, const Zone *user)
{
    for (guint i = 0; i < set->inlines->len; i++) {
        const Inline *written = g_ptr_array_index(set->inlines, i);
        const Zone *named = by_name(set, written->name);
        const Zone *zone = named ? named : by_text(set, written);
        if (zone)
            return zone;
    }
    const Zone *zone = set->default_name ? by_name(set, set->default_name) : NULL;
    return zone ? zone : user;
}

const Zone *
collect_zone_set_find(IcsZones *set, const char *name, const Zone *user, gboolean *ret_guessed)
{
    g_autofree char *key = clean(name);
    const Zone *zone = by_name(set, key);
    const Inline *written = zone ? NULL : find_inline(set, key);
    if (written)
        zone = by_text(set, written);
    *ret_guessed = zone == NULL;
    return zone ? zone : guess(set, user);
}

gboolean
collect_zone_set_is_news(IcsZones *set, const char *name)
{
    return g_hash_table_add(set->told, clean(name));
}

const char *
collect_zone_set_text(IcsZones *set, const char *name, gsize *ret_length)
{
    g_autofree char *key = clean(name);
    if (by_name(set, key))
        return NULL;
    const Inline *written = find_inline(set, key);
    if (!written && set->inlines->len > 0)
        written = g_ptr_array_index(set->inlines, 0);
    *ret_length = written ? written->length : 0;
    return written ? written->text : NULL;
}
