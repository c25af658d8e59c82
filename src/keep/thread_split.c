/* SPDX-License-Identifier: MIT
 * Threads that only a message held together which is no longer there: they come apart, as if it had never been (16-B17). */
#include "keep/thread.h"
#include "keep/handle.h"

typedef struct {
    GArray *parents;   /* of guint, for each id that is borne or named: the place of another of its tree, its own = a root */
    GHashTable *ids;   /* gint64 msgid.id -> place + 1 */
} Forest;

static guint
place_of(Forest *forest, gint64 msgid)
{
    gpointer place = g_hash_table_lookup(forest->ids, &msgid);
    if (place)
        return GPOINTER_TO_UINT(place) - 1;
    guint own = forest->parents->len;
    g_array_append_val(forest->parents, own);
    g_hash_table_insert(forest->ids, g_memdup2(&msgid, sizeof msgid), GUINT_TO_POINTER(own + 1));
    return own;
}

static guint
root_of(const Forest *forest, guint place)
{
    guint *parents = (guint *)(gpointer)forest->parents->data;
    while (parents[place] != place)
        place = parents[place] = parents[parents[place]];
    return place;
}

static void
unite(Forest *forest, gint64 one, gint64 other)
{
    guint a = root_of(forest, place_of(forest, one)), b = root_of(forest, place_of(forest, other));
    g_array_index(forest->parents, guint, MAX(a, b)) = MIN(a, b);
}

/* The oldest messages come first, so that the first root is theirs. */
static gboolean
load(KeepDb *db, gint64 thread_id, Forest *forest, GError **error)
{
    static const char NAMES[] = "SELECT m.msgid_id, r.msgid_id FROM message m LEFT JOIN message_ref r ON r.message_id = m.id "
                                "WHERE m.thread_id = :thread ORDER BY m.id";
    GError *problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(db, NAMES, BIND(KI("thread", thread_id)), error);
    while (rows && keep_rows_next(rows, &problem)) {
        gint64 own = keep_rows_int(rows, 0);
        unite(forest, own, keep_rows_is_null(rows, 1) ? own : keep_rows_int(rows, 1));
    }
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem;
}

/* The thread of the tree whose root stands at PLACE, made on first sight; the first tree keeps the old one. */
static gboolean
thread_of(KeepDb *db, GHashTable *threads, guint place, gint64 *ret, GError **error)
{
    gint64 *known = g_hash_table_lookup(threads, GUINT_TO_POINTER(place));
    if (!known) {
        if (!keep_db_run(db, "INSERT INTO thread (dirty) VALUES (1)", NO_BIND, error))
            return FALSE;
        gint64 made = keep_db_last_id(db);
        known = g_memdup2(&made, sizeof made);
        g_hash_table_insert(threads, GUINT_TO_POINTER(place), known);
    }
    *ret = *known;
    return TRUE;
}

static gboolean
move_apart(KeepDb *db, gint64 thread_id, const Forest *forest, GError **error)
{
    static const char MESSAGES[] = "UPDATE message SET thread_id = :thread WHERE msgid_id = :id AND thread_id <> :thread";
    static const char IDS[] = "UPDATE msgid SET thread_id = :thread WHERE id = :id AND thread_id <> :thread";
    g_autoptr(GHashTable) threads = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    GHashTableIter iter;
    gpointer id, place;
    g_hash_table_insert(threads, GUINT_TO_POINTER(0), g_memdup2(&thread_id, sizeof thread_id));
    g_hash_table_iter_init(&iter, forest->ids);
    while (g_hash_table_iter_next(&iter, &id, &place)) {
        gint64 thread;
        if (!thread_of(db, threads, root_of(forest, GPOINTER_TO_UINT(place) - 1), &thread, error) ||
            !keep_db_run(db, MESSAGES, BIND(KI("thread", thread), KI("id", *(gint64 *)id)), error) ||
            !keep_db_run(db, IDS, BIND(KI("thread", thread), KI("id", *(gint64 *)id)), error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_whole(const Forest *forest)
{
    for (guint i = 0; i < forest->parents->len; i++)
        if (root_of(forest, i) != 0)
            return FALSE;
    return TRUE;
}

gboolean
keep_thread_split(KeepDb *db, gint64 thread_id, GError **error)
{
    g_autoptr(GArray) parents = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    Forest forest = { parents, ids };
    return load(db, thread_id, &forest, error) && (is_whole(&forest) || move_apart(db, thread_id, &forest, error));
}
