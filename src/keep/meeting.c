/* SPDX-License-Identifier: MIT
 * Meetings as rows: read to be matched, and what a person says of them. */
#include "keep/meeting.h"
#include "keep/guest.h"
#include "keep/handle.h"
#include "keep/invite.h"
#include "base/error.h"
#include <glib/gi18n.h>

static void
attendee_free(gpointer data)
{
    KeepAttendee *attendee = data;
    g_free(attendee->addr);
    g_free(attendee->role);
    g_free(attendee->partstat);
    g_free(attendee);
}

void
keep_meeting_free(gpointer data)
{
    KeepMeeting *meeting = data;
    if (!meeting)
        return;
    g_free(meeting->summary);
    g_free(meeting->location);
    g_free(meeting->categories);
    g_free(meeting->status);
    g_ptr_array_unref(meeting->attendees);
    g_array_unref(meeting->rejects);
    g_free(meeting);
}

#define MEETING_COLUMNS "start_at, end_at, all_day, summary, status, location, is_private = 1 OR is_free = 1 OR all_day = 1 OR source_id IS NULL, categories, guests"

static KeepMeeting *
read_meeting(KeepRows *rows)
{
    KeepMeeting *meeting = g_new0(KeepMeeting, 1);
    meeting->id = keep_rows_int(rows, 0);
    meeting->start_at = keep_rows_int(rows, 1);
    meeting->end_at = keep_rows_int(rows, 2);
    meeting->all_day = keep_rows_int(rows, 3) != 0;
    meeting->summary = g_strdup(keep_rows_text(rows, 4));
    meeting->status = g_strdup(keep_rows_text(rows, 5));
    meeting->location = g_strdup(keep_rows_text(rows, 6));
    meeting->is_closed = keep_rows_int(rows, 7) != 0;
    meeting->categories = g_strdup(keep_rows_text(rows, 8));
    meeting->list_id = keep_rows_int(rows, 9);
    meeting->attendees = g_ptr_array_new_with_free_func(attendee_free);
    meeting->rejects = g_array_new(FALSE, FALSE, sizeof(gint64));
    return meeting;
}

static gboolean
load_attendees(KeepDb *db, KeepMeeting *meeting, GError **error)
{
    static const char LOAD[] = "SELECT addr, role, partstat, is_organizer, COALESCE(method, '') = 'manual', account_id, "
                               "is_own = 0 AND COALESCE(account_id, contact_id, method, confidence) IS NULL, COALESCE(method, '') = 'text' "
                               "FROM guest WHERE list_id = :list ORDER BY is_organizer DESC, addr";
    g_autoptr(KeepRows) rows = keep_db_query(db, LOAD, BIND(KI("list", meeting->list_id)), error);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem)) {
        KeepAttendee *attendee = g_new0(KeepAttendee, 1);
        attendee->addr = g_strdup(keep_rows_text(rows, 0));
        attendee->role = g_strdup(keep_rows_text(rows, 1));
        attendee->partstat = g_strdup(keep_rows_text(rows, 2));
        attendee->is_organizer = keep_rows_int(rows, 3) != 0;
        attendee->is_manual = keep_rows_int(rows, 4) != 0;
        attendee->account_id = keep_rows_int(rows, 5);
        attendee->is_nobody = keep_rows_int(rows, 6) != 0;
        attendee->is_text = keep_rows_int(rows, 7) != 0;
        g_ptr_array_add(meeting->attendees, attendee);
    }
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem;
}

static gboolean
load_rejects(KeepDb *db, KeepMeeting *meeting, GError **error)
{
    static const char LOAD[] = "SELECT account_id FROM meeting_reject WHERE meeting_id = :id";
    g_autoptr(KeepRows) rows = keep_db_query(db, LOAD, BIND(KI("id", meeting->id)), error);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem)) {
        gint64 id = keep_rows_int(rows, 0);
        g_array_append_val(meeting->rejects, id);
    }
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem;
}

static gboolean
load_parts(KeepDb *db, KeepMeeting *meeting, GError **error)
{
    return load_attendees(db, meeting, error) && load_rejects(db, meeting, error);
}

static GPtrArray *
load_dirty(KeepDb *db, guint max, GError **error)
{
    static const char DIRTY[] =
        "SELECT MIN(id), " MEETING_COLUMNS " FROM meeting WHERE dirty = 1 GROUP BY guests ORDER BY guests LIMIT :max";
    g_autoptr(GPtrArray) meetings = g_ptr_array_new_with_free_func(keep_meeting_free);
    g_autoptr(KeepRows) rows = keep_db_query(db, DIRTY, BIND(KI("max", max)), error);
    GError *problem = NULL;
    while (rows && keep_rows_next(rows, &problem))
        g_ptr_array_add(meetings, read_meeting(rows));
    if (problem)
        g_propagate_error(error, problem);
    return !rows || problem ? NULL : g_steal_pointer(&meetings);
}

static gboolean
join_and_load(KeepDb *db, GPtrArray *meetings, GError **error)
{
    gboolean good = keep_db_begin(db, error);
    if (!good)
        return FALSE;
    for (guint i = 0; good && i < meetings->len; i++) {
        KeepMeeting *meeting = g_ptr_array_index(meetings, i);
        good = keep_invite_join(db, meeting->id, &meeting->list_id, error) && load_parts(db, meeting, error);
    }
    return keep_db_end(db, good, error);
}

GPtrArray *
keep_meeting_dirty(KeepDb *db, guint max, gboolean *ret_more, GError **error)
{
    g_autoptr(GPtrArray) meetings = load_dirty(db, max + 1, error);
    if (!meetings)
        return NULL;
    if (ret_more)
        *ret_more = meetings->len > max;
    if (meetings->len > max)
        g_ptr_array_set_size(meetings, (int)max);
    return join_and_load(db, meetings, error) ? g_steal_pointer(&meetings) : NULL;
}

KeepMeeting *
keep_meeting_load(KeepDb *db, gint64 meeting_id, GError **error)
{
    static const char LOAD[] = "SELECT id, " MEETING_COLUMNS " FROM meeting WHERE id = :id";
    g_autoptr(KeepMeeting) meeting = NULL;
    g_autoptr(KeepRows) rows = keep_db_query(db, LOAD, BIND(KI("id", meeting_id)), error);
    GError *problem = NULL;
    if (rows && keep_rows_next(rows, &problem))
        meeting = read_meeting(rows);
    if (problem)
        g_propagate_error(error, problem);
    return meeting && load_parts(db, meeting, error) ? g_steal_pointer(&meeting) : NULL;
}

gboolean
keep_meeting_mark_bare(KeepDb *db, GError **error)
{
    static const char MARK[] = "UPDATE meeting SET dirty = 1 WHERE dirty = 0 AND source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM meeting_attendee a "
                               "WHERE a.meeting_id = meeting.id AND COALESCE(a.method, '') <> 'text')";
    return keep_db_run(db, MARK, NO_BIND, error);
}

gboolean
keep_meeting_wake(KeepDb *db, gint64 then, gint64 now, GError **error)
{
    static const char WAKE[] = "UPDATE meeting SET dirty = 1 WHERE dirty = 0 AND end_at > :then AND end_at <= :now";
    return keep_db_run(db, WAKE, BIND(KI("then", then), KI("now", now)), error);
}

static gboolean
require_change(KeepDb *db, GError **error)
{
    return keep_db_changes(db) > 0 || fail(error, FAIL_NOT_FOUND, N_("no such meeting"));
}

gboolean
keep_meeting_outcome(KeepDb *db, gint64 meeting_id, const char *outcome, GError **error)
{
    static const char SET[] = "UPDATE meeting SET outcome = :outcome, dirty = 1 WHERE id = :id";
    return keep_db_run(db, SET, BIND(KT("outcome", outcome), KI("id", meeting_id)), error) && require_change(db, error);
}

gboolean
keep_meeting_purpose(KeepDb *db, gint64 meeting_id, const char *purpose, GError **error)
{
    static const char SET[] = "UPDATE meeting SET purpose = :purpose, purpose_by = CASE WHEN :purpose IS NULL THEN 'title' ELSE 'user' END, "
                              "dirty = 1 WHERE id = :id";
    return keep_db_run(db, SET, BIND(KT("purpose", purpose), KI("id", meeting_id)), error) && require_change(db, error);
}

gboolean
keep_meeting_prepared(KeepDb *db, gint64 meeting_id, gint64 at, GError **error)
{
    static const char SET[] = "UPDATE meeting SET prep_done_at = :at WHERE id = :id";
    return keep_db_run(db, SET, BIND(KO("at", at == 0, at), KI("id", meeting_id)), error) && require_change(db, error);
}
