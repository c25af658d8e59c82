/* SPDX-License-Identifier: MIT
 * The order of an account's events: by time, but never an answer before what it answers (spec 16 C12, C16). */
#include "measure/episode-machine.h"
#include <string.h>

static EpisodeEvent *
at(GArray *events, guint i)
{
    return &g_array_index(events, EpisodeEvent, i);
}

static int
compare(gconstpointer a, gconstpointer b)
{
    const EpisodeEvent *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    if ((x->kind >= EPISODE_IN) != (y->kind >= EPISODE_IN))
        return x->kind >= EPISODE_IN ? 1 : -1;
    int order = strcmp(x->key, y->key);
    if (order != 0)
        return order;
    return x->kind != y->kind ? (x->kind < y->kind ? -1 : 1) : (x->id > y->id) - (x->id < y->id);
}

static gboolean
is_message(const EpisodeEvent *event)
{
    return event->kind < EPISODE_MEETING;
}

/* Message row -> its position + 1. */
static GHashTable *
index_messages(GArray *events)
{
    GHashTable *index = g_hash_table_new(g_int64_hash, g_int64_equal);
    for (guint i = 0; i < events->len; i++)
        if (is_message(at(events, i)))
            g_hash_table_insert(index, &at(events, i)->id, GUINT_TO_POINTER(i + 1));
    return index;
}

static EpisodeEvent *
parent_of(GArray *events, GHashTable *index, const EpisodeEvent *event)
{
    guint found = event->parent == 0 || !is_message(event) ? 0 : GPOINTER_TO_UINT(g_hash_table_lookup(index, &event->parent));
    return found == 0 ? NULL : at(events, found - 1);
}

typedef enum { NEW, ON_PATH, PLACED } Mark;

/* Walks up to the first event already placed (or to the root, or to where a forged circle closes), then comes down again. */
static void
place(GArray *events, GHashTable *index, Mark *marks, guint start)
{
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(guint));
    EpisodeEvent *event = at(events, start);
    while (event && marks[event - at(events, 0)] == NEW) {
        guint i = event - at(events, 0);
        marks[i] = ON_PATH;
        g_array_append_val(path, i);
        event = parent_of(events, index, event);
    }
    gint64 earliest = event && marks[event - at(events, 0)] == PLACED ? event->place : G_MININT64;
    for (guint k = path->len; k > 0; k--) {
        guint i = g_array_index(path, guint, k - 1);
        at(events, i)->place = earliest = MAX(at(events, i)->at, earliest);
        marks[i] = PLACED;
    }
}

/* Moves ancestors that share the place of event I before it. */
static void
emit(GArray *events, GHashTable *index, gboolean *emitted, guint start, GArray *sorted)
{
    g_autoptr(GArray) path = g_array_new(FALSE, FALSE, sizeof(guint));
    EpisodeEvent *event = at(events, start);
    gint64 same = event->place;
    while (event && event->place == same && !emitted[event - at(events, 0)]) {
        guint i = event - at(events, 0);
        emitted[i] = TRUE;
        g_array_append_val(path, i);
        event = parent_of(events, index, event);
    }
    for (guint k = path->len; k > 0; k--)
        g_array_append_val(sorted, *at(events, g_array_index(path, guint, k - 1)));
}

void
measure_episode_order(GArray *events)
{
    if (events->len == 0)
        return;
    for (guint i = 0; i < events->len; i++)
        at(events, i)->place = at(events, i)->at;
    g_array_sort(events, compare); /* so that a circle is cut at the same place whatever the order of arrival */
    g_autofree Mark *marks = g_new0(Mark, events->len);
    g_autoptr(GHashTable) index = index_messages(events);
    for (guint i = 0; i < events->len; i++)
        place(events, index, marks, i);
    g_clear_pointer(&index, g_hash_table_unref);
    g_array_sort(events, compare);

    index = index_messages(events);
    g_autofree gboolean *emitted = g_new0(gboolean, events->len);
    g_autoptr(GArray) sorted = g_array_sized_new(FALSE, FALSE, sizeof(EpisodeEvent), events->len);
    for (guint i = 0; i < events->len; i++)
        emit(events, index, emitted, i, sorted);
    memcpy(events->data, sorted->data, sizeof(EpisodeEvent) * events->len);
}
