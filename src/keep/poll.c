/* SPDX-License-Identifier: MIT
 * A good poll against what is stored: what is new, and what changed. */
#include "keep/absence.h"
#include "keep/guest.h"
#include "keep/handle.h"
#include "keep/series.h"

static gboolean
write_text(const KeepPolling *polling, const KeepGroup *group, GError **error)
{
    static const char WRITE[] = "INSERT INTO event (source_id, uid, content_hash, raw, is_odd) VALUES (:source, :uid, :hash, :raw, :odd) "
                                "ON CONFLICT (source_id, uid) DO UPDATE SET content_hash = excluded.content_hash, "
                                "raw = excluded.raw, is_odd = excluded.is_odd, missing_since = NULL, missing_polls = 0";
    return keep_db_run(polling->db, WRITE,
                       BIND(KI("source", polling->source_id), KT("uid", group->uid), KT("hash", group->hash),
                            KT("raw", group->raw ? group->raw : ""), KI("odd", group->is_odd != FALSE)),
                       error);
}

/* Meetings of the UID that this feed showed, in the window, and still to come. */
static GArray *
shown_before(const KeepPolling *polling, const char *uid, GError **error)
{
    static const char SHOWN[] = "SELECT m.id FROM meeting m JOIN meeting_feed f ON f.meeting_id = m.id AND f.source_id = :source "
                                "WHERE m.uid = :uid AND m.end_at > :now AND m.end_at >= :from AND m.start_at < :to";
    return keep_db_ids(polling->db, SHOWN,
                       BIND(KI("source", polling->source_id), KT("uid", uid), KI("now", polling->now),
                            KI("from", polling->from), KI("to", polling->to)),
                       error);
}

static gboolean
hide_others(const KeepPolling *polling, const GArray *before, GHashTable *shown, GError **error)
{
    for (guint i = 0; i < before->len; i++) {
        gint64 id = g_array_index(before, gint64, i);
        if (!g_hash_table_contains(shown, &id) && !keep_occurrence_hide(polling, id, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_known(const KeepPolling *polling, const char *uid, gboolean *ret, GError **error)
{
    gint64 one;
    return keep_db_int(polling->db, "SELECT 1 FROM meeting WHERE uid = :uid LIMIT 1", BIND(KT("uid", uid)), &one, ret, error);
}

/* Occurrences of a series share who comes, and mostly all else that makes a list. */
static gboolean
is_of_same_list(const Event *a, const Event *b)
{
    return a && a->attendees == b->attendees && a->all_day == b->all_day && a->is_private == b->is_private && a->is_transparent == b->is_transparent &&
           g_strcmp0(a->summary, b->summary) == 0 && g_strcmp0(a->location, b->location) == 0 && g_strcmp0(a->categories, b->categories) == 0;
}

/* SHOWN (may be NULL) becomes the set of their meetings. */
static gboolean
show_all(const KeepPolling *polling, const GPtrArray *occurrences, GHashTable *shown, GError **error)
{
    const Event *before = NULL;
    gint64 list = 0, id;
    for (guint i = 0; i < occurrences->len; i++) {
        const Event *event = g_ptr_array_index((GPtrArray *)occurrences, i);
        if (!is_of_same_list(before, event))
            list = keep_guest_list(event);
        before = event;
        if (!keep_occurrence_show(polling, event, list, shown != NULL, &id, error))
            return FALSE;
        if (shown)
            g_hash_table_add(shown, g_memdup2(&id, sizeof id));
    }
    return TRUE;
}

static gboolean
is_off(const GPtrArray *occurrences)
{
    for (guint i = 0; i < occurrences->len; i++)
        if (!g_str_equal(((const Event *)occurrences->pdata[i])->status, "cancelled"))
            return FALSE;
    return occurrences->len > 1;
}

static gboolean
store_known(const KeepPolling *polling, const KeepGroup *group, GError **error)
{
    KeepPolling known = *polling;
    known.is_off = is_off(group->occurrences);
    g_autoptr(GHashTable) shown = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GArray) before = shown_before(polling, group->uid, error);
    g_autoptr(GPtrArray) believed = before ? keep_series_follow(polling, group, error) : NULL;
    return believed && show_all(&known, believed, shown, error) && hide_others(polling, before, shown, error);
}

/* An event that was never seen has nothing to hide or to follow. */
static gboolean
store_group(const KeepPolling *polling, const KeepGroup *group, GError **error)
{
    gboolean known;
    if (!is_known(polling, group->uid, &known, error) || (group->raw && !write_text(polling, group, error)))
        return FALSE;
    return known ? store_known(polling, group, error) : show_all(polling, group->occurrences, NULL, error);
}

gboolean
keep_occurrence_withdraw(const KeepPolling *polling, const char *uid, GError **error)
{
    static const char DROP[] = "DELETE FROM event WHERE source_id = :source AND uid = :uid";
    g_autoptr(GHashTable) nothing = g_hash_table_new(g_int64_hash, g_int64_equal);
    g_autoptr(GArray) before = shown_before(polling, uid, error);
    return before && hide_others(polling, before, nothing, error) &&
           keep_series_believe(polling, uid, error) && keep_db_run(polling->db, DROP, BIND(KI("source", polling->source_id), KT("uid", uid)), error);
}

gboolean
keep_occurrence_cover(const KeepPolling *polling, GError **error)
{
    static const char WINDOW[] =
        "UPDATE calendar_source SET expanded_from_at = :from, expanded_to_at = :to, coverage_from_day = (SELECT m.local_day FROM meeting m "
        "WHERE EXISTS (SELECT 1 FROM meeting_feed f WHERE f.meeting_id = m.id AND f.source_id = :id) ORDER BY m.start_at LIMIT 1) WHERE id = :id";
    return keep_db_run(polling->db, WINDOW,
                       BIND(KI("from", polling->from), KI("to", polling->to), KI("id", polling->source_id)), error);
}

/* PRESENT becomes the set of all their UIDs. */
static gboolean
store_groups(const KeepPolling *polling, const KeepGroups *groups, GHashTable *present, GError **error)
{
    GError *problem = NULL;
    KeepGroup group;
    if (!groups->rewind(groups->data, error))
        return FALSE;
    while (groups->next(groups->data, &group, &problem)) {
        g_hash_table_add(present, g_strdup(group.uid));
        if (group.occurrences && !store_group(polling, &group, error))
            return FALSE;
    }
    if (problem)
        g_propagate_error(error, problem);
    return !problem;
}

static gboolean
store(KeepPolling *polling, const KeepGroups *groups, gboolean is_poll, GError **error)
{
    static const char CONFIRMED[] = "SELECT last_ok_at FROM calendar_source WHERE id = :id";
    static const char LOOKED[] = "SELECT expanded_from_at FROM calendar_source WHERE id = :id";
    static const char FOLLOWERS[] = "SELECT 1 FROM calendar_source s JOIN calendar_source l ON " KEEP_FOLLOWS " WHERE s.id = :id LIMIT 1";
    gint64 one;
    if (!keep_db_int(polling->db, CONFIRMED, BIND(KI("id", polling->source_id)), &polling->confirmed, NULL, error) ||
        !keep_db_int(polling->db, LOOKED, BIND(KI("id", polling->source_id)), &polling->looked_from, NULL, error) ||
        !keep_db_int(polling->db, FOLLOWERS, BIND(KI("id", polling->source_id)), &one, &polling->has_followers, error))
        return FALSE;
    g_autoptr(GHashTable) present = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return store_groups(polling, groups, present, error) && (!is_poll || keep_absence_note(polling, present, error)) &&
           keep_occurrence_cover(polling, error);
}

gboolean
keep_calendar_store(KeepDb *db, gint64 source_id, const KeepGroups *groups, gint64 from, gint64 to, const Calendar *calendar, gint64 now,
                    KeepPoll *ret, GError **error)
{
    KeepPolling polling = {.db = db, .source_id = source_id, .calendar = calendar, .now = now, .from = from, .to = to, .result = ret};
    *ret = (KeepPoll){0};
    if (!keep_db_begin(db, error))
        return FALSE;
    return keep_db_end(db, store(&polling, groups, TRUE, error), error);
}

gboolean
keep_calendar_expand(KeepDb *db, gint64 source_id, const KeepGroups *groups, gint64 from, gint64 to, const Calendar *calendar, gint64 now,
                     KeepPoll *ret, GError **error)
{
    KeepPolling polling = {.db = db, .source_id = source_id, .calendar = calendar, .now = now, .from = from, .to = to, .result = ret};
    *ret = (KeepPoll){0};
    if (!keep_db_begin(db, error))
        return FALSE;
    return keep_db_end(db, store(&polling, groups, FALSE, error), error);
}
