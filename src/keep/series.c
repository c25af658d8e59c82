/* SPDX-License-Identifier: MIT
 * A series moved to another weekday or hour. Its occurrences are known by their original start, so each has another name afterwards. */
#include "keep/series.h"
#include "keep/handle.h"

#define APART_MAX (7 * 24 * 3600)

typedef struct {
    gint64 id, start_at;
} Gone;

typedef struct {
    GHashTable *known;      /* set of char*: the original starts that are stored */
    GHashTable *unbelieved; /* set of char*: those that were claimed before */
    GArray *to_come;    /* of Gone, earliest first: not over when last seen, and no longer in the series */
    gboolean is_past_gone;
} Before;

static void
before_clear(Before *before)
{
    g_clear_pointer(&before->known, g_hash_table_unref);
    g_clear_pointer(&before->unbelieved, g_hash_table_unref);
    g_clear_pointer(&before->to_come, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Before, before_clear)

static GHashTable *
starts_in(const KeepGroup *group)
{
    GHashTable *starts = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < group->occurrences->len; i++) {
        const Event *event = g_ptr_array_index(group->occurrences, i);
        if (event->recurrence_id)
            g_hash_table_add(starts, event->recurrence_id);
    }
    return starts;
}

static gboolean
look_at_claims(const KeepPolling *polling, const char *uid, Before *ret, GError **error)
{
    static const char CLAIMS[] = "SELECT recurrence_id FROM meeting_unbelieved WHERE source_id = :source AND uid = :uid";
    GError *problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(polling->db, CLAIMS, BIND(KI("source", polling->source_id), KT("uid", uid)), error);
    ret->unbelieved = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    while (rows && keep_rows_next(rows, &problem))
        g_hash_table_add(ret->unbelieved, g_strdup(keep_rows_text(rows, 0)));
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem;
}

/* Only what this feed shows can have gone from it, and only from the window that it was asked for. */
static gboolean
look_before(const KeepPolling *polling, const KeepGroup *group, Before *ret, GError **error)
{
    static const char STORED[] =
        "SELECT m.recurrence_id, m.id, m.start_at, m.end_at, f.source_id IS NOT NULL AND m.status <> 'cancelled' AND m.end_at >= :from AND m.start_at < :to "
        "FROM meeting m LEFT JOIN meeting_feed f ON f.meeting_id = m.id AND f.source_id = :source "
        "WHERE m.uid = :uid AND m.is_series = 1 ORDER BY m.start_at, m.id";
    enum { RECURRENCE, ID, START, END, SHOWN };
    GError *problem = NULL;
    g_autoptr(GHashTable) starts = starts_in(group);
    g_autoptr(KeepRows) rows = keep_db_query(polling->db, STORED, BIND(KI("source", polling->source_id), KT("uid", group->uid), KI("from", polling->from), KI("to", polling->to)), error);
    ret->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ret->to_come = g_array_new(FALSE, FALSE, sizeof(Gone));
    while (rows && keep_rows_next(rows, &problem)) {
        const char *start = keep_rows_text(rows, RECURRENCE);
        g_hash_table_add(ret->known, g_strdup(start));
        if (!keep_rows_int(rows, SHOWN) || g_hash_table_contains(starts, start))
            continue;
        Gone gone = {keep_rows_int(rows, ID), keep_rows_int(rows, START)};
        if (keep_rows_int(rows, END) <= polling->confirmed)
            ret->is_past_gone = TRUE;
        else
            g_array_append_val(ret->to_come, gone);
    }
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem;
}

static gboolean
is_new(const Before *before, const Event *event)
{
    return event->recurrence_id && !g_hash_table_contains(before->known, event->recurrence_id);
}

static int
compare_starts(gconstpointer a, gconstpointer b)
{
    const Event *one = *(const Event *const *)a, *other = *(const Event *const *)b;
    return one->start_at < other->start_at ? -1 : one->start_at > other->start_at;
}

static gboolean
rename_start(const KeepPolling *polling, gint64 id, const char *start, GError **error)
{
    return keep_db_run(polling->db, "UPDATE meeting SET recurrence_id = :start WHERE id = :id", BIND(KT("start", start), KI("id", id)), error);
}

/* In the order of time, each with the first that is near enough. */
static gboolean
move_to_come(const KeepPolling *polling, const GPtrArray *believed, const Before *before, GError **error)
{
    g_autoptr(GPtrArray) new = g_ptr_array_new();
    for (guint i = 0; i < believed->len; i++) {
        Event *event = g_ptr_array_index((GPtrArray *)believed, i);
        if (is_new(before, event) && event->end_at > polling->confirmed)
            g_ptr_array_add(new, event);
    }
    g_ptr_array_sort(new, compare_starts);
    for (guint i = 0, j = 0; i < before->to_come->len && j < new->len;) {
        const Gone *gone = &g_array_index(before->to_come, Gone, i);
        const Event *event = g_ptr_array_index(new, j);
        gint64 apart = event->start_at - gone->start_at;
        if (ABS(apart) <= APART_MAX && !rename_start(polling, gone->id, event->recurrence_id, error))
            return FALSE;
        i += apart >= -APART_MAX;
        j += apart <= APART_MAX;
    }
    return TRUE;
}

/* It was over when the feed was last looked at, and did not stand there. Where past ones are gone, too, the window may be looked at anew. */
static gboolean
is_claim(const KeepPolling *polling, const Before *before, const Event *event)
{
    if (!is_new(before, event) || event->end_at > polling->confirmed)
        return FALSE;
    gboolean was_looked_at = polling->looked_from != 0 && event->start_at >= polling->looked_from;
    return before->is_past_gone || was_looked_at || g_hash_table_contains(before->unbelieved, event->recurrence_id);
}

gboolean
keep_series_believe(const KeepPolling *polling, const char *uid, GError **error)
{
    static const char BELIEVE[] = "DELETE FROM meeting_unbelieved WHERE source_id = :source AND uid = :uid";
    return keep_db_run(polling->db, BELIEVE, BIND(KI("source", polling->source_id), KT("uid", uid)), error);
}

static gboolean
note_claim(const KeepPolling *polling, const Event *event, GError **error)
{
    static const char NOTE[] = "INSERT INTO meeting_unbelieved (source_id, uid, recurrence_id) VALUES (:source, :uid, :start) ON CONFLICT DO NOTHING";
    return keep_db_run(polling->db, NOTE, BIND(KI("source", polling->source_id), KT("uid", event->uid), KT("start", event->recurrence_id)), error);
}

GPtrArray *
keep_series_follow(const KeepPolling *polling, const KeepGroup *group, GError **error)
{
    g_auto(Before) before = {0};
    g_autoptr(GPtrArray) believed = g_ptr_array_new();
    if (!look_before(polling, group, &before, error) || !look_at_claims(polling, group->uid, &before, error) ||
        !keep_series_believe(polling, group->uid, error))
        return NULL;
    for (guint i = 0; i < group->occurrences->len; i++) {
        Event *event = g_ptr_array_index(group->occurrences, i);
        if (!is_claim(polling, &before, event))
            g_ptr_array_add(believed, event);
        else if (!note_claim(polling, event, error))
            return NULL;
    }
    return before.to_come->len == 0 || move_to_come(polling, believed, &before, error) ? g_steal_pointer(&believed) : NULL;
}
