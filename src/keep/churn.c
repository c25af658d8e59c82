/* SPDX-License-Identifier: MIT
 * Feeds that give every event a new UID at each download: an event is then known by what it says (../notes calendar §7 S6). */
#include "keep/calendar.h"
#include "keep/handle.h"

typedef struct {
    KeepDb *db;
    gint64 source_id;
    GHashTable *stored;    /* uid -> hash of its text, as stored */
    GHashTable *gone;      /* those of them that the poll does not show and nobody has taken yet; strings of STORED */
    GHashTable *by_hash;   /* hash -> GPtrArray* of uids of GONE */
    GHashTable *by_moment; /* likewise for "start end summary" of their meetings */
    GHashTable *renamed;   /* what was found: new uid -> stored uid */
    guint shown, new;      /* UIDs of the poll */
    gboolean is_known_so;  /* a feed of this kind */
} Churn;

static void
churn_clear(Churn *churn)
{
    g_clear_pointer(&churn->stored, g_hash_table_unref);
    g_clear_pointer(&churn->gone, g_hash_table_unref);
    g_clear_pointer(&churn->by_hash, g_hash_table_unref);
    g_clear_pointer(&churn->by_moment, g_hash_table_unref);
    g_clear_pointer(&churn->renamed, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Churn, churn_clear)

static gboolean
load(Churn *churn, GError **error)
{
    static const char STORED[] = "SELECT uid, content_hash FROM event WHERE source_id = :id";
    static const char KNOWN[] = "SELECT uids_change FROM calendar_source WHERE id = :id";
    gint64 known = 0;
    GError *problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(churn->db, STORED, BIND(KI("id", churn->source_id)), error);
    churn->stored = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    while (rows && keep_rows_next(rows, &problem))
        g_hash_table_insert(churn->stored, g_strdup(keep_rows_text(rows, 0)), g_strdup(keep_rows_text(rows, 1)));
    if (problem)
        g_propagate_error(error, problem);
    if (!rows || problem || !keep_db_int(churn->db, KNOWN, BIND(KI("id", churn->source_id)), &known, NULL, error))
        return FALSE;
    churn->is_known_so = known != 0;
    return TRUE;
}

typedef gboolean (*Each)(Churn *churn, const KeepGroup *group);

static gboolean
each_group(Churn *churn, const KeepGroups *groups, Each each, GError **error)
{
    GError *problem = NULL;
    KeepGroup group;
    if (!groups->rewind(groups->data, error))
        return FALSE;
    while (groups->next(groups->data, &group, &problem) && each(churn, &group))
        ;
    if (problem)
        g_propagate_error(error, problem);
    return !problem;
}

static gboolean
count(Churn *churn, const KeepGroup *group)
{
    churn->shown++;
    churn->new += !g_hash_table_contains(churn->stored, group->uid);
    g_hash_table_remove(churn->gone, group->uid);
    return TRUE;
}

/* Whether it is worth looking: of a feed as they should be nearly all UIDs are known. */
static gboolean
is_possible(const Churn *churn)
{
    return churn->new > 0 && g_hash_table_size(churn->gone) > 0 && (churn->is_known_so || churn->new * 2 > churn->shown);
}

static void
unref_array(gpointer array)
{
    g_ptr_array_unref(array);
}

/* KEY is taken. Events may be alike to a hair. */
static void
add_to(GHashTable *index, char *key, const char *uid)
{
    GPtrArray *uids = g_hash_table_lookup(index, key);
    if (uids) {
        g_free(key);
    } else {
        uids = g_ptr_array_new();
        g_hash_table_insert(index, key, uids);
    }
    g_ptr_array_add(uids, (gpointer)uid);
}

static char *
moment_of(gint64 start, gint64 end, const char *summary)
{
    return g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s", start, end, summary ? summary : "");
}

static gboolean
index_moments(Churn *churn, GError **error)
{
    static const char MOMENTS[] = "SELECT m.uid, m.start_at, m.end_at, m.summary FROM meeting_feed f JOIN meeting m ON m.id = f.meeting_id "
                                  "WHERE f.source_id = :id ORDER BY m.start_at, m.id";
    GError *problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(churn->db, MOMENTS, BIND(KI("id", churn->source_id)), error);
    while (rows && keep_rows_next(rows, &problem)) {
        const char *uid = g_hash_table_lookup(churn->gone, keep_rows_text(rows, 0));
        if (uid)
            add_to(churn->by_moment, moment_of(keep_rows_int(rows, 1), keep_rows_int(rows, 2), keep_rows_text(rows, 3)), uid);
    }
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem;
}

static void
index_hashes(Churn *churn)
{
    GHashTableIter iter;
    gpointer uid;
    g_hash_table_iter_init(&iter, churn->gone);
    while (g_hash_table_iter_next(&iter, &uid, NULL))
        add_to(churn->by_hash, g_strdup(g_hash_table_lookup(churn->stored, uid)), uid);
}

/* A stored event is one event only: whoever comes first has it. */
static gboolean
rename_by(Churn *churn, const KeepGroup *group, GHashTable *index, const char *key)
{
    const GPtrArray *uids = g_hash_table_lookup(index, key);
    for (guint i = 0; uids && i < uids->len; i++) {
        if (!g_hash_table_remove(churn->gone, uids->pdata[i]))
            continue;
        g_hash_table_insert(churn->renamed, g_strdup(group->uid), g_strdup(uids->pdata[i]));
        return TRUE;
    }
    return FALSE;
}

static gboolean
match_hash(Churn *churn, const KeepGroup *group)
{
    if (!g_hash_table_contains(churn->stored, group->uid))
        rename_by(churn, group, churn->by_hash, group->hash);
    return TRUE;
}

static gboolean
match_moment(Churn *churn, const KeepGroup *group)
{
    gboolean is_done = g_hash_table_contains(churn->stored, group->uid) || g_hash_table_contains(churn->renamed, group->uid);
    for (guint i = 0; !is_done && group->occurrences && i < group->occurrences->len; i++) {
        const Event *event = g_ptr_array_index((GPtrArray *)group->occurrences, i);
        g_autofree char *moment = moment_of(event->start_at, event->end_at, event->summary);
        is_done = rename_by(churn, group, churn->by_moment, moment);
    }
    return TRUE;
}

static gboolean
match(Churn *churn, const KeepGroups *groups, GError **error)
{
    index_hashes(churn);
    return each_group(churn, groups, match_hash, error) && index_moments(churn, error) && each_group(churn, groups, match_moment, error);
}

/* Seldom are two unrelated calendars so much alike. */
static void
decide(Churn *churn)
{
    if (!churn->is_known_so && g_hash_table_size(churn->renamed) * 5 < churn->new * 4)
        g_hash_table_remove_all(churn->renamed);
}

GHashTable *
keep_churn_find(KeepDb *db, gint64 source_id, const KeepGroups *groups, GError **error)
{
    g_auto(Churn) churn = {
        .db = db,
        .source_id = source_id,
        .gone = g_hash_table_new(g_str_hash, g_str_equal),
        .by_hash = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_array),
        .by_moment = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unref_array),
        .renamed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
    };
    GHashTableIter iter;
    gpointer uid;
    if (!load(&churn, error))
        return NULL;
    g_hash_table_iter_init(&iter, churn.stored);
    while (g_hash_table_iter_next(&iter, &uid, NULL))
        g_hash_table_add(churn.gone, uid);
    if (!each_group(&churn, groups, count, error) || (is_possible(&churn) && !match(&churn, groups, error)))
        return NULL;
    decide(&churn);
    return g_steal_pointer(&churn.renamed);
}

gboolean
keep_churn_note(KeepDb *db, gint64 source_id, GError **error)
{
    return keep_db_run(db, "UPDATE calendar_source SET uids_change = 1 WHERE id = :id AND uids_change = 0", BIND(KI("id", source_id)), error);
}
