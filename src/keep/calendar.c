/* SPDX-License-Identifier: MIT
 * The rows of calendar feeds. */
#include "keep/calendar.h"
#include "base/error.h"
#include "base/wording.h"
#include <glib/gi18n.h>

gboolean
keep_calendar_ensure(KeepDb *db, const char *name, int position, gint64 *ret_id, GError **error)
{
    static const char ENSURE[] = "INSERT INTO calendar_source (name, position) VALUES (:name, :position) "
                                 "ON CONFLICT (name) DO UPDATE SET position = excluded.position RETURNING id";
    return keep_db_int(db, ENSURE, BIND(KT("name", name), KI("position", position)), ret_id, NULL, error);
}

gboolean
keep_calendar_state(KeepDb *db, gint64 source_id, const char *state, const char *error_text, gboolean complete, gint64 now,
                    GError **error)
{
    static const char STATE[] =
        "UPDATE calendar_source SET state = :state, last_error = :text, last_try_at = :now, "
        "last_ok_at = CASE WHEN :state = 'ok' THEN :now ELSE last_ok_at END, "
        "told_at = CASE WHEN :state = 'ok' THEN NULL ELSE told_at END, "
        "complete_at = CASE WHEN :complete THEN COALESCE(complete_at, :now) ELSE complete_at END WHERE id = :id";
    return keep_db_run(db, STATE,
                       BIND(KT("state", state), KT("text", error_text), KI("now", now), KI("complete", complete != FALSE),
                            KI("id", source_id)),
                       error);
}

void
keep_calendar_free(KeepCalendar *calendar)
{
    if (!calendar)
        return;
    g_free(calendar->etag);
    g_free(calendar->last_modified);
    g_free(calendar->body_hash);
    g_free(calendar);
}

KeepCalendar *
keep_calendar_load(KeepDb *db, gint64 source_id, GError **error)
{
    static const char LOAD[] = "SELECT etag, last_modified, body_hash, refresh_secs, next_poll_at, suspect_since, "
                               "expanded_from_at, expanded_to_at FROM calendar_source WHERE id = :id";
    GError *problem = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(db, LOAD, BIND(KI("id", source_id)), &problem);
    if (!rows || !keep_rows_next(rows, &problem)) {
        if (problem)
            g_propagate_error(error, problem);
        else
            fail(error, FAIL_NOT_FOUND, N_("no such calendar"));
        return NULL;
    }
    KeepCalendar *calendar = g_new0(KeepCalendar, 1);
    calendar->etag = g_strdup(keep_rows_text(rows, 0));
    calendar->last_modified = g_strdup(keep_rows_text(rows, 1));
    calendar->body_hash = g_strdup(keep_rows_text(rows, 2));
    calendar->refresh_secs = keep_rows_int(rows, 3);
    calendar->next_poll_at = keep_rows_int(rows, 4);
    calendar->suspect_since = keep_rows_int(rows, 5);
    calendar->expanded_from_at = keep_rows_int(rows, 6);
    calendar->expanded_to_at = keep_rows_int(rows, 7);
    return calendar;
}

char *
keep_calendar_doubt(KeepDb *db, const char *name, GError **error)
{
    g_autofree char *stored = keep_db_text(
        db, "SELECT last_error FROM calendar_source WHERE name = :name AND suspect_since IS NOT NULL AND state = 'needs_attention'",
        BIND(KT("name", name)), error);
    return wording_drop_owner(wording_show(stored), name);
}

gboolean
keep_calendar_is_busy_only(KeepDb *db, const char *name)
{
    static const char COUNT[] = "SELECT COUNT(*) >= 20 AND SUM(m.noise = 'busy') * 10 > COUNT(*) * 9 FROM meeting_feed f "
                                "JOIN meeting m ON m.id = f.meeting_id JOIN calendar_source s ON s.id = f.source_id WHERE s.name = :name";
    gint64 is_so = 0;
    return keep_db_int(db, COUNT, BIND(KT("name", name)), &is_so, NULL, NULL) && is_so != 0;
}

gboolean
keep_calendar_leave(KeepDb *db, gint64 source_id, gint64 next_poll_at, GError **error)
{
    return keep_db_run(db, "UPDATE calendar_source SET next_poll_at = :next WHERE id = :id",
                       BIND(KI("id", source_id), KO("next", next_poll_at == 0, next_poll_at)), error);
}

gboolean
keep_calendar_validators(KeepDb *db, gint64 source_id, const char *etag, const char *last_modified, const char *body_hash,
                         gint64 refresh_secs, gint64 next_poll_at, GError **error)
{
    static const char SET[] = "UPDATE calendar_source SET etag = :etag, last_modified = :modified, body_hash = :hash, "
                              "refresh_secs = :refresh, next_poll_at = :next, missing = 0, missing_since = NULL WHERE id = :id";
    return keep_db_run(db, SET,
                       BIND(KT("etag", etag), KT("modified", last_modified), KT("hash", body_hash),
                            KO("refresh", refresh_secs == 0, refresh_secs), KO("next", next_poll_at == 0, next_poll_at),
                            KI("id", source_id)),
                       error);
}

/* Takes ANSWER, which is NULL after an ERROR. */
static GHashTable *
read_occurrences(KeepRows *answer, GError **error)
{
    g_autoptr(KeepRows) rows = answer;
    g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem))
        g_hash_table_insert(found, g_strjoin("\t", keep_rows_text(rows, 0), keep_rows_text(rows, 1), NULL), g_strdup(keep_rows_text(rows, 2)));
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem ? g_steal_pointer(&found) : NULL;
}

GHashTable *
keep_calendar_occurrences(KeepDb *db, gint64 source_id, gint64 now, GError **error)
{
    static const char OCCURRENCES[] =
        "SELECT m.uid, m.recurrence_id, CASE WHEN m.source_id = :id AND (m.is_series = 0 OR m.end_at > :now - " G_STRINGIFY(KEEP_FREEZE_SECONDS) ") "
        "THEN CAST(m.start_at AS TEXT) || ' ' || CAST(m.end_at AS TEXT) END FROM meeting_feed f JOIN meeting m ON m.id = f.meeting_id WHERE f.source_id = :id";
    return read_occurrences(keep_db_query(db, OCCURRENCES, BIND(KI("id", source_id), KI("now", now)), error), error);
}

GHashTable *
keep_calendar_unbelieved(KeepDb *db, gint64 source_id, GError **error)
{
    static const char UNBELIEVED[] = "SELECT uid, recurrence_id, NULL FROM meeting_unbelieved WHERE source_id = :id";
    return read_occurrences(keep_db_query(db, UNBELIEVED, BIND(KI("id", source_id)), error), error);
}

GHashTable *
keep_calendar_hashes(KeepDb *db, gint64 source_id, GError **error)
{
    static const char HASHES[] = "SELECT uid, content_hash FROM event WHERE source_id = :id AND missing_since IS NULL";
    g_autoptr(GHashTable) hashes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(KeepRows) rows = keep_db_query(db, HASHES, BIND(KI("id", source_id)), error);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem))
        g_hash_table_insert(hashes, g_strdup(keep_rows_text(rows, 0)), g_strdup(keep_rows_text(rows, 1)));
    if (problem)
        g_propagate_error(error, problem);
    return !rows || problem ? NULL : g_steal_pointer(&hashes);
}

gboolean
keep_calendar_texts(KeepDb *db, gint64 source_id, KeepCalendarText each, gpointer data, GError **error)
{
    static const char TEXTS[] = "SELECT uid, content_hash, raw FROM event WHERE source_id = :id AND missing_since IS NULL "
                                "ORDER BY uid";
    g_autoptr(KeepRows) rows = keep_db_query(db, TEXTS, BIND(KI("id", source_id)), error);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem))
        if (!each(data, keep_rows_text(rows, 0), keep_rows_text(rows, 1), keep_rows_text(rows, 2), error))
            return FALSE;
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem;
}
