/* SPDX-License-Identifier: MIT
 * What a poll does not show any more. Absence is believed slowly, because servers forget (../notes calendar §7 S1-S5). */
#include "keep/absence.h"
#include <glib/gi18n.h>
#include "keep/handle.h"
#include "base/error.h"

#define GONE_POLLS 3                  /* the first that missed it and two further ones */
#define GONE_SECONDS (6 * 3600)
#define SUSPECT_MISSING_MIN 5         /* more than this and a fifth of what is to come */
#define SUSPECT_SECONDS (7 * 24 * 3600) /* a feed that stays as empty for so long is believed */
#define NEAR_SECONDS (90 * 24 * 3600)   /* servers cut their window: of what lies later than this and than all they show, absence */
#define WINDOW_MARGIN (2 * 24 * 3600)   /* says nothing (S5) */
#define ACCEPTED 0                      /* missing since always: a person said that it is gone */

static GPtrArray *
stored_uids(const KeepPolling *polling, GError **error)
{
    g_autoptr(GPtrArray) uids = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(KeepRows) rows = keep_db_query(polling->db, "SELECT uid FROM event WHERE source_id = :source ORDER BY uid",
                                             BIND(KI("source", polling->source_id)), error);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem))
        g_ptr_array_add(uids, g_strdup(keep_rows_text(rows, 0)));
    if (problem)
        g_propagate_error(error, problem);
    return !rows || problem ? NULL : g_steal_pointer(&uids);
}

static gboolean
note_missing(const KeepPolling *polling, const GPtrArray *uids, GHashTable *present, GError **error)
{
    static const char MISSING[] = "UPDATE event SET missing_since = COALESCE(missing_since, :now), "
                                  "missing_polls = missing_polls + 1 WHERE source_id = :source AND uid = :uid AND missing_polls < :polls";
    for (guint i = 0; i < uids->len; i++) {
        const char *uid = g_ptr_array_index(uids, i);
        if (g_hash_table_contains(present, uid))
            continue;
        if (!keep_db_run(polling->db, MISSING,
                         BIND(KI("now", polling->now), KI("source", polling->source_id), KT("uid", uid), KI("polls", GONE_POLLS)), error))
            return FALSE;
    }
    return TRUE;
}

/* Meetings to come that this feed shows or showed. */
#define TO_COME                                                                                                      \
    "FROM meeting_feed f JOIN meeting m ON m.id = f.meeting_id JOIN event e ON e.source_id = f.source_id "           \
    "AND e.uid = m.uid WHERE f.source_id = :source AND m.start_at > :now "

static gboolean
count_to_come(const KeepPolling *polling, gint64 moment, gint64 *ret_known, gint64 *ret_missing, GError **error)
{
    static const char KNOWN[] = "SELECT COUNT(DISTINCT m.uid) " TO_COME;
    static const char MISSING[] = "SELECT COUNT(DISTINCT m.uid) " TO_COME "AND e.missing_since IS NOT NULL";
    const KeepBind binds[] = {KI("source", polling->source_id), KI("now", moment), {NULL, KEEP_BIND_NULL, 0, 0, NULL}};
    return keep_db_int(polling->db, KNOWN, binds, ret_known, NULL, error) &&
           keep_db_int(polling->db, MISSING, binds, ret_missing, NULL, error);
}

static gboolean
is_any_missing(const KeepPolling *polling, gboolean *ret, GError **error)
{
    static const char MISSING[] = "SELECT 1 FROM event WHERE source_id = :source AND missing_since IS NOT NULL LIMIT 1";
    gint64 one;
    return keep_db_int(polling->db, MISSING, BIND(KI("source", polling->source_id)), &one, ret, error);
}

/* RET_SINCE 0 = believed. What was to come when the doubt began counts until it ends: that days go by explains nothing. */
static gboolean
judge(const KeepPolling *polling, gboolean is_empty, gint64 *ret_since, GError **error)
{
    static const char SINCE[] = "SELECT suspect_since FROM calendar_source WHERE id = :id";
    static const char SET[] = "UPDATE calendar_source SET suspect_since = :since WHERE id = :id AND suspect_since IS NOT :since";
    gint64 known = 0, missing = 0;
    gboolean is_any;
    if (!keep_db_int(polling->db, SINCE, BIND(KI("id", polling->source_id)), ret_since, NULL, error) || !is_any_missing(polling, &is_any, error))
        return FALSE;
    gboolean is_in_doubt = *ret_since != 0 && polling->now - *ret_since < SUSPECT_SECONDS;
    if (is_any && !count_to_come(polling, is_in_doubt ? MIN(*ret_since, polling->now) : polling->now, &known, &missing, error))
        return FALSE;
    gboolean is_mass = (missing > SUSPECT_MISSING_MIN && missing * 5 > known) || (is_empty && missing > 0);
    if (!is_mass)
        *ret_since = 0;
    else if (*ret_since == 0)
        *ret_since = polling->now;
    return keep_db_run(polling->db, SET, BIND(KO("since", *ret_since == 0, *ret_since), KI("id", polling->source_id)), error);
}

static GArray *
vanished(const KeepPolling *polling, GError **error)
{
    static const char VANISHED[] =
        "SELECT m.id " TO_COME "AND e.missing_polls >= :polls AND e.missing_since <= :since AND (e.missing_since = :accepted OR m.start_at < :near OR m.start_at < "
        "(SELECT MAX(n.start_at) FROM meeting_feed g JOIN meeting n ON n.id = g.meeting_id JOIN event d ON d.source_id = g.source_id "
        "AND d.uid = n.uid WHERE g.source_id = :source AND d.missing_since IS NULL) - :margin)";
    return keep_db_ids(polling->db, VANISHED,
                       BIND(KI("source", polling->source_id), KI("now", polling->now), KI("polls", GONE_POLLS),
                            KI("since", polling->now - GONE_SECONDS), KI("near", polling->now + NEAR_SECONDS), KI("margin", WINDOW_MARGIN),
                            KI("accepted", ACCEPTED)),
                       error);
}

static gboolean
cancel_vanished(const KeepPolling *polling, GError **error)
{
    g_autoptr(GArray) ids = vanished(polling, error);
    for (guint i = 0; ids && i < ids->len; i++)
        if (!keep_occurrence_hide(polling, g_array_index(ids, gint64, i), error))
            return FALSE;
    return ids != NULL;
}

/* What is missing by now, and whether that is believed. */
static gboolean
settle(const KeepPolling *polling, gboolean is_empty, GError **error)
{
    gint64 since;
    if (!judge(polling, is_empty, &since, error))
        return FALSE;
    polling->result->is_suspect = since != 0 && polling->now - since < SUSPECT_SECONDS;
    return polling->result->is_suspect || cancel_vanished(polling, error);
}

gboolean
keep_absence_note(const KeepPolling *polling, GHashTable *present, GError **error)
{
    g_autoptr(GPtrArray) uids = stored_uids(polling, error);
    return uids && note_missing(polling, uids, present, error) &&
           settle(polling, g_hash_table_size(present) == 0, error);
}

static gboolean
note_again(const KeepPolling *polling, GError **error)
{
    static const char AGAIN[] = "UPDATE event SET missing_polls = missing_polls + 1 WHERE source_id = :source AND missing_since IS NOT NULL "
                                "AND missing_polls < :polls";
    static const char SHOWN[] = "SELECT 1 FROM event WHERE source_id = :source AND missing_since IS NULL LIMIT 1";
    gint64 one;
    gboolean is_any;
    return keep_db_run(polling->db, AGAIN, BIND(KI("source", polling->source_id), KI("polls", GONE_POLLS)), error) &&
           keep_db_int(polling->db, SHOWN, BIND(KI("source", polling->source_id)), &one, &is_any, error) && settle(polling, !is_any, error);
}

gboolean
keep_calendar_unchanged(KeepDb *db, gint64 source_id, const Calendar *calendar, gint64 now, KeepPoll *ret, GError **error)
{
    const KeepPolling polling = {.db = db, .source_id = source_id, .calendar = calendar, .now = now, .result = ret, .has_followers = TRUE};
    gboolean is_any;
    *ret = (KeepPoll){0};
    if (!is_any_missing(&polling, &is_any, error))
        return FALSE;
    return !is_any || (keep_db_begin(db, error) && keep_db_end(db, note_again(&polling, error), error));
}

/* Doubt that is as old as doubt can be is over. */
static gboolean
end_doubt(KeepDb *db, const char *name, gint64 now, GError **error)
{
    static const char OVER[] = "UPDATE calendar_source SET suspect_since = :since WHERE name = :name AND suspect_since > :since";
    static const char GONE[] = "UPDATE event SET missing_since = :accepted, missing_polls = :polls "
                               "WHERE missing_since IS NOT NULL AND source_id = (SELECT id FROM calendar_source WHERE name = :name)";
    if (!keep_db_run(db, OVER, BIND(KI("since", now - SUSPECT_SECONDS), KT("name", name)), error))
        return FALSE;
    if (keep_db_changes(db) == 0)
        return fail(error, FAIL_NOT_FOUND, N_("%s: there is nothing to accept, what it shows is believed"), name);
    return keep_db_run(db, GONE, BIND(KI("accepted", ACCEPTED), KI("polls", GONE_POLLS), KT("name", name)), error);
}

gboolean
keep_calendar_accept(KeepDb *db, const char *name, gint64 now, GError **error)
{
    return keep_db_begin(db, error) && keep_db_end(db, end_doubt(db, name, now, error), error);
}
