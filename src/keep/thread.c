/* SPDX-License-Identifier: MIT
 * Threads: joined by every id that a message bears or names, whatever the order of arrival (16-B17). The root is the thread
 * with the lowest number; a message always stands under its root, an id finds it through thread.merged_into. */
#include "keep/thread.h"
#include "keep/mail.h"
#include "keep/handle.h"

void
keep_join_clear(KeepJoin *join)
{
    g_clear_pointer(&join->ids, g_array_unref);
}

gboolean
keep_thread_set_dirty(KeepDb *db, gint64 thread_id, GError **error)
{
    static const char DIRTY[] = "UPDATE thread SET dirty = 1 WHERE id = :id AND dirty = 0";
    return keep_db_run(db, DIRTY, BIND(KI("id", thread_id)), error);
}

/* Walks to the root; chains stay short because whoever walks shortens the way of its id (see keep_thread_find_id). */
static gboolean
find_root(KeepDb *db, gint64 thread_id, gint64 *ret_root, GError **error)
{
    static const char PARENT[] = "SELECT merged_into FROM thread WHERE id = :id";
    gboolean found = TRUE;
    *ret_root = thread_id;
    while (found) {
        gint64 parent;
        if (!keep_db_int(db, PARENT, BIND(KI("id", *ret_root)), &parent, &found, error))
            return FALSE;
        if (found)
            *ret_root = parent;
    }
    return TRUE;
}

static gboolean
shorten(KeepDb *db, KeepPlace *place, gint64 parent, GError **error)
{
    static const char SHORTEN[] = "UPDATE msgid SET thread_id = :root WHERE id = :id";
    return find_root(db, parent, &place->root, error) &&
           keep_db_run(db, SHORTEN, BIND(KI("root", place->root), KI("id", place->id)), error);
}

gboolean
keep_thread_find_id(KeepDb *db, const char *value, KeepPlace *ret, GError **error)
{
    static const char FIND[] = "SELECT i.id, i.thread_id, t.merged_into FROM msgid i JOIN thread t ON t.id = i.thread_id "
                               "WHERE i.value = :value";
    g_autoptr(KeepRows) rows = keep_db_query(db, FIND, BIND(KT("value", value)), error);
    if (!rows)
        return FALSE;
    GError *problem = NULL;
    *ret = (KeepPlace){0, 0};
    if (!keep_rows_next(rows, &problem)) {
        if (problem)
            g_propagate_error(error, problem);
        return problem == NULL;
    }
    *ret = (KeepPlace){keep_rows_int(rows, 0), keep_rows_int(rows, 1)};
    return keep_rows_is_null(rows, 2) || shorten(db, ret, keep_rows_int(rows, 2), error);
}

static gboolean
insert_id(KeepDb *db, const char *value, gint64 root, gint64 *ret_id, GError **error)
{
    static const char INSERT[] = "INSERT INTO msgid (value, thread_id) VALUES (:value, :root)";
    if (!keep_db_run(db, INSERT, BIND(KT("value", value), KI("root", root)), error))
        return FALSE;
    *ret_id = keep_db_last_id(db);
    return TRUE;
}

static gboolean
new_thread(KeepDb *db, gint64 *ret_id, GError **error)
{
    if (!keep_db_run(db, "INSERT INTO thread (dirty) VALUES (1)", NO_BIND, error))
        return FALSE;
    *ret_id = keep_db_last_id(db);
    return TRUE;
}

static gboolean
merge(KeepDb *db, gint64 loser, gint64 winner, GError **error)
{
    static const char MESSAGES[] = "UPDATE message SET thread_id = :winner WHERE thread_id = :loser";
    static const char FOLLOW_UPS[] = "UPDATE follow_up SET thread_id = :winner WHERE thread_id = :loser";
    static const char LINK[] = "UPDATE thread SET merged_into = :winner, dirty = 0 WHERE id = :loser";
    const KeepBind binds[] = {KI("winner", winner), KI("loser", loser), {NULL, KEEP_BIND_NULL, 0, 0, NULL}};
    return keep_db_run(db, MESSAGES, binds, error) && keep_db_run(db, FOLLOW_UPS, binds, error) &&
           keep_db_run(db, LINK, binds, error);
}

static gint64
lowest_root(const GArray *places, gint64 thread_id)
{
    gint64 root = thread_id;
    for (guint i = 0; i < places->len; i++) {
        gint64 other = g_array_index(places, KeepPlace, i).root;
        if (other != 0 && (root == 0 || other < root))
            root = other;
    }
    return root;
}

static gboolean
merge_into(KeepDb *db, gint64 other, gint64 root, gboolean *merged, GError **error)
{
    static const char IS_ROOT[] = "SELECT 1 FROM thread WHERE id = :id AND merged_into IS NULL";
    gint64 one;
    gboolean is_root;
    if (other == 0 || other == root)
        return TRUE;
    if (!keep_db_int(db, IS_ROOT, BIND(KI("id", other)), &one, &is_root, error))
        return FALSE;
    if (!is_root) /* two ids of this message lay in it */
        return TRUE;
    *merged = TRUE;
    return merge(db, other, root, error);
}

static gboolean
settle_ids(KeepDb *db, const GPtrArray *values, GArray *places, gint64 root, gboolean *merged, GError **error)
{
    for (guint i = 0; i < places->len; i++) {
        KeepPlace *place = &g_array_index(places, KeepPlace, i);
        if (place->id == 0 && !insert_id(db, g_ptr_array_index(values, i), root, &place->id, error))
            return FALSE;
        if (!merge_into(db, place->root, root, merged, error))
            return FALSE;
    }
    return TRUE;
}

static GArray *
find_ids(KeepDb *db, const KeepPlace *own, const GPtrArray *values, GError **error)
{
    g_autoptr(GArray) places = g_array_sized_new(FALSE, TRUE, sizeof(KeepPlace), values->len);
    g_array_append_val(places, *own);
    for (guint i = 1; i < values->len; i++) {
        KeepPlace place;
        if (!keep_thread_find_id(db, g_ptr_array_index(values, i), &place, error))
            return NULL;
        g_array_append_val(places, place);
    }
    return g_steal_pointer(&places);
}

static void
fill(KeepJoin *join, const GArray *places, gint64 root, gboolean is_known)
{
    join->thread_id = root;
    join->is_known = is_known;
    join->own_id = g_array_index(places, KeepPlace, 0).id;
    join->ids = g_array_sized_new(FALSE, FALSE, sizeof(gint64), places->len);
    for (guint i = 1; i < places->len; i++)
        g_array_append_val(join->ids, g_array_index(places, KeepPlace, i).id);
}

static GPtrArray *
all_values(const char *own, const GPtrArray *references)
{
    GPtrArray *values = g_ptr_array_new();
    g_ptr_array_add(values, (gpointer)own);
    for (guint i = 0; references && i < references->len; i++)
        if (!g_str_equal(own, g_ptr_array_index(references, i)))
            g_ptr_array_add(values, g_ptr_array_index(references, i));
    return values;
}

gboolean
keep_thread_join(KeepDb *db, const char *own, const KeepPlace *place, const GPtrArray *references, gint64 thread_id,
                 gboolean dirty, KeepJoin *ret, GError **error)
{
    g_autoptr(GPtrArray) values = all_values(own, references);
    g_autoptr(GArray) places = find_ids(db, place, values, error);
    if (!places)
        return FALSE;
    gboolean is_known = g_array_index(places, KeepPlace, 0).id != 0;
    gint64 root = lowest_root(places, thread_id);
    gboolean merged = FALSE, is_new = root == 0;
    if (is_new && !new_thread(db, &root, error))
        return FALSE;
    if (!merge_into(db, thread_id, root, &merged, error) || !settle_ids(db, values, places, root, &merged, error))
        return FALSE;
    if (!is_new && (dirty || merged) && !keep_thread_set_dirty(db, root, error))
        return FALSE;
    fill(ret, places, root, is_known);
    return TRUE;
}

GArray *
keep_thread_dirty(KeepDb *db, guint max, GError **error)
{
    static const char DIRTY[] = "SELECT id FROM thread WHERE dirty = 1 ORDER BY id LIMIT :max";
    return keep_db_ids(db, DIRTY, BIND(KI("max", max)), error);
}

gboolean
keep_thread_clean(KeepDb *db, const GArray *threads, GError **error)
{
    static const char CLEAN[] = "UPDATE thread SET dirty = 0 WHERE dirty = 1 AND id BETWEEN :first AND :last";
    return threads->len == 0 || keep_db_run(db, CLEAN,
                                            BIND(KI("first", g_array_index(threads, gint64, 0)),
                                                 KI("last", g_array_index(threads, gint64, threads->len - 1))),
                                            error);
}
