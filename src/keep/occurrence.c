/* SPDX-License-Identifier: MIT
 * Occurrences: the same UID and original start in two feeds is one meeting, spoken for by the higher SEQUENCE, then the later
 * DTSTAMP, then the feed that stands first in the configuration (16-A06). */
#include "keep/occurrence.h"
#include "keep/guest.h"
#include "keep/handle.h"

/* What of it the feed says; what is in its list is in the number. Not DTSTAMP, SEQUENCE and CREATED: a server that only re-stamps its events
 * changes nothing. */
static char *
digest_of(const Event *event, gint64 list)
{
    return g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %d %d %s %s %" G_GINT64_FORMAT, event->start_at, event->end_at,
                           event->start_day, event->end_day, event->zone_guessed, event->status, event->place ? event->place : "-", list);
}

typedef struct {
    gint64 id, source_id, booked_at, cancelled_at, start_at, end_at, dtstamp, guests;
    gboolean is_cancelled;
    char *digest;
} Stored;

static void
stored_clear(Stored *stored)
{
    g_clear_pointer(&stored->digest, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stored, stored_clear)

static const char *
recurrence_of(const Event *event)
{
    return event->recurrence_id ? event->recurrence_id : "";
}

/* RET->id stays 0 when there is none. */
static gboolean
find(KeepDb *db, const Event *event, Stored *ret, GError **error)
{
    static const char FIND[] = "SELECT id, COALESCE(source_id, 0), booked_at, COALESCE(cancelled_at, 0), digest, start_at, status = 'cancelled', dtstamp, guests, end_at FROM meeting "
                               "WHERE uid = :uid AND recurrence_id = :recurrence";
    g_autoptr(KeepRows) rows =
        keep_db_query(db, FIND, BIND(KT("uid", event->uid), KT("recurrence", recurrence_of(event))), error);
    GError *problem = NULL;
    if (rows && keep_rows_next(rows, &problem)) {
        ret->id = keep_rows_int(rows, 0);
        ret->source_id = keep_rows_int(rows, 1);
        ret->booked_at = keep_rows_int(rows, 2);
        ret->cancelled_at = keep_rows_int(rows, 3);
        ret->digest = g_strdup(keep_rows_text(rows, 4));
        ret->start_at = keep_rows_int(rows, 5);
        ret->is_cancelled = keep_rows_int(rows, 6) != 0;
        ret->dtstamp = keep_rows_int(rows, 7);
        ret->guests = keep_rows_int(rows, 8);
        ret->end_at = keep_rows_int(rows, 9);
    }
    if (problem)
        g_propagate_error(error, problem);
    return rows && !problem;
}

/* CREATED, else DTSTAMP of the first edition, else when it was first seen; nothing is booked after it has begun. */
static gint64
booked_at(const Event *event, gint64 stored, gint64 now)
{
    if (event->created != 0)
        return event->created;
    gint64 guess = event->sequence == 0 && event->dtstamp != 0 ? event->dtstamp : now;
    if (stored != 0 && stored < guess)
        guess = stored;
    return MIN(guess, event->start_at);
}

/* As the event says; write_meeting() knows better where it is stored: not before the last good poll, at which it still stood. */
static gint64
cancelled_at(const Event *event, gint64 stored, gint64 now)
{
    if (!g_str_equal(event->status, "cancelled"))
        return 0;
    if (stored != 0)
        return stored;
    return event->dtstamp != 0 && event->dtstamp < now ? event->dtstamp : now;
}

/* To another time, before it took place: what is over is not moved but put right. When: as the event says, if it was written anew since. */
static gboolean
note_move(const KeepPolling *polling, const Event *event, const Stored *stored, GError **error)
{
    static const char NOTE[] = "INSERT INTO meeting_move (meeting_id, at, start_at) VALUES (:id, :at, :start)";
    gint64 now = polling->now;
    if (stored->id == 0 || stored->start_at == event->start_at || stored->start_at <= now || stored->is_cancelled ||
        g_str_equal(event->status, "cancelled"))
        return TRUE;
    gint64 at = event->dtstamp > stored->dtstamp && event->dtstamp < now ? event->dtstamp : now;
    return keep_db_run(polling->db, NOTE, BIND(KI("id", stored->id), KI("at", at), KI("start", stored->start_at)), error);
}

static gboolean
write_meeting(const KeepPolling *polling, const Event *event, const char *digest, gint64 list, Stored *stored, GError **error)
{
    static const char WRITE[] =
        "INSERT INTO meeting (uid, recurrence_id, source_id, is_series, sequence, dtstamp, all_day, start_day, end_day, summary, "
        "location, categories, place, status, start_at, end_at, local_day, booked_at, booked_day, first_seen_at, cancelled_at, is_private, "
        "zone_guessed, is_free, digest, guests) VALUES (:uid, :recurrence, :source, :series, :sequence, :dtstamp, :all_day, :start_day, :end_day, "
        ":summary, :location, :categories, :place, :status, :start, :end, :day, :booked, :booked_day, :now, :cancelled, :private, :guessed, "
        ":free, :digest, :guests) ON CONFLICT (uid, recurrence_id) DO UPDATE SET source_id = excluded.source_id, is_series = excluded.is_series, "
        "sequence = excluded.sequence, dtstamp = excluded.dtstamp, all_day = excluded.all_day, start_day = excluded.start_day, "
        "end_day = excluded.end_day, summary = excluded.summary, location = excluded.location, categories = excluded.categories, place = excluded.place, "
        "status = excluded.status, start_at = excluded.start_at, end_at = excluded.end_at, local_day = excluded.local_day, "
        "booked_at = excluded.booked_at, booked_day = excluded.booked_day, cancelled_at = CASE WHEN meeting.status = 'cancelled' THEN excluded.cancelled_at "
        "ELSE MAX(excluded.cancelled_at, MIN(:now, COALESCE((SELECT c.last_ok_at FROM calendar_source c WHERE c.id = :source), 0))) END, "
        "missing_since = NULL, is_private = excluded.is_private, zone_guessed = excluded.zone_guessed, is_free = excluded.is_free, digest = excluded.digest, "
        "guests = excluded.guests, dirty = 1 RETURNING id";
    const Calendar *calendar = polling->calendar;
    gint64 booked = booked_at(event, stored->booked_at, polling->now);
    gint64 cancelled = cancelled_at(event, stored->cancelled_at, polling->now);
    gint64 end = MAX(event->start_at, event->end_at);
    gint32 day = event->all_day ? event->start_day : calendar_day_of(calendar, event->start_at);
    return keep_db_int(
        polling->db, WRITE,
        BIND(KT("uid", event->uid), KT("recurrence", recurrence_of(event)), KI("source", polling->source_id),
             KI("series", event->recurrence_id != NULL), KI("sequence", event->sequence),
             KO("dtstamp", event->dtstamp == 0, event->dtstamp), KI("all_day", event->all_day != FALSE),
             KO("start_day", !event->all_day, event->start_day), KO("end_day", !event->all_day, event->end_day),
             KT("summary", event->summary), KT("location", event->location), KT("categories", event->categories), KT("place", event->place),
             KT("status", event->status), KI("start", event->start_at), KI("end", end), KI("day", day), KI("booked", booked),
             KI("booked_day", calendar_day_of(calendar, booked)), KI("now", polling->now),
             KO("cancelled", cancelled == 0, cancelled), KI("private", event->is_private != FALSE),
             KI("guessed", event->zone_guessed != FALSE), KI("free", event->is_transparent != FALSE), KT("digest", digest), KI("guests", list)),
        &stored->id, NULL, error);
}

static gboolean
write_rank(const KeepPolling *polling, gint64 meeting_id, const Event *event, GError **error)
{
    static const char WRITE[] = "INSERT INTO meeting_feed (meeting_id, source_id, sequence, dtstamp) "
                                "VALUES (:meeting, :source, :sequence, :dtstamp) ON CONFLICT (meeting_id, source_id) "
                                "DO UPDATE SET sequence = excluded.sequence, dtstamp = excluded.dtstamp "
                                "WHERE sequence <> excluded.sequence OR dtstamp <> excluded.dtstamp";
    return keep_db_run(polling->db, WRITE,
                       BIND(KI("meeting", meeting_id), KI("source", polling->source_id), KI("sequence", event->sequence),
                            KI("dtstamp", event->dtstamp)),
                       error);
}

static gboolean
speaker_of(KeepDb *db, gint64 meeting_id, gint64 *ret_source, gboolean *ret_found, GError **error)
{
    static const char SPEAKER[] = "SELECT f.source_id FROM meeting_feed f JOIN calendar_source s ON s.id = f.source_id "
                                  "WHERE f.meeting_id = :id ORDER BY f.sequence DESC, f.dtstamp DESC, s.position, s.name LIMIT 1";
    return keep_db_int(db, SPEAKER, BIND(KI("id", meeting_id)), ret_source, ret_found, error);
}

/* Of two calendars that have the same meeting, the first counts: whether the others are copies is decided anew. */
static gboolean
mark_copies(const KeepPolling *polling, gint64 start_at, GError **error)
{
    static const char MARK[] = "UPDATE meeting SET dirty = 1 WHERE start_at = :start AND dirty = 0 AND source_id IN "
                               "(SELECT l.id FROM calendar_source s JOIN calendar_source l ON " KEEP_FOLLOWS " WHERE s.id = :source)";
    return !polling->has_followers || keep_db_run(polling->db, MARK, BIND(KI("start", start_at), KI("source", polling->source_id)), error);
}

static gboolean
write_all(const KeepPolling *polling, const Event *event, const char *digest, gint64 list, Stored *stored, GError **error)
{
    gint64 own_or_shared, old = stored->guests;
    if (stored->id == 0)
        polling->result->new_meetings++;
    else
        polling->result->changed_meetings++;
    return keep_guest_show(polling->db, stored->id, old, event, list, &own_or_shared, error) && note_move(polling, event, stored, error) &&
           write_meeting(polling, event, digest, own_or_shared, stored, error) &&
           (old == 0 || old == own_or_shared || keep_guest_sweep(polling->db, old, error)) && write_rank(polling, stored->id, event, error) &&
           mark_copies(polling, event->start_at, error) && (stored->start_at == 0 || stored->start_at == event->start_at || mark_copies(polling, stored->start_at, error));
}

static gboolean
is_frozen(const KeepPolling *polling, const Stored *stored)
{
    return stored->id != 0 && !stored->is_cancelled && stored->end_at <= MIN(polling->confirmed, polling->now - KEEP_FREEZE_SECONDS);
}

/* Who calls off a whole series means what is to come: of what was over by then nobody can tell by it that it had not taken place. */
static gboolean
outlives(const KeepPolling *polling, const Event *event, const Stored *stored)
{
    return polling->is_off && stored->id != 0 && !stored->is_cancelled && stored->start_at == event->start_at && stored->end_at == event->end_at &&
           event->end_at <= polling->confirmed;
}

/* An event of long ago that is dragged to a day to come: what took place stays, under its own start, and this is another meeting. */
static gboolean
leave_behind(const KeepPolling *polling, Stored *stored, GError **error)
{
    static const char LEAVE[] = "UPDATE meeting SET recurrence_id = strftime('%Y-%m-%dT%H:%M:%SZ', start_at, 'unixepoch') WHERE id = :id";
    gint64 id = stored->id;
    stored_clear(stored);
    *stored = (Stored){0};
    return keep_db_run(polling->db, LEAVE, BIND(KI("id", id)), error);
}

gboolean
keep_occurrence_show(const KeepPolling *polling, const Event *event, gint64 list, gboolean is_known, gint64 *ret_id, GError **error)
{
    g_autofree char *digest = digest_of(event, list);
    g_auto(Stored) stored = {0};
    gint64 speaker = polling->source_id;
    gboolean found;
    if (is_known && !find(polling->db, event, &stored, error))
        return FALSE;
    gboolean is_history = is_frozen(polling, &stored);
    if (is_history && event->recurrence_id == NULL) { /* whoever writes to a single one means it, but cannot call off what is over */
        if (event->start_at > polling->now && !leave_behind(polling, &stored, error))
            return FALSE;
        is_history = stored.id != 0 && g_str_equal(event->status, "cancelled");
    }
    if (stored.id != 0 && (!write_rank(polling, stored.id, event, error) ||
                           !speaker_of(polling->db, stored.id, &speaker, &found, error)))
        return FALSE;
    gboolean is_same = (is_history && event->end_at <= polling->now) || outlives(polling, event, &stored) || (stored.source_id == speaker && g_strcmp0(stored.digest, digest) == 0);
    if (speaker == polling->source_id && !is_same && !write_all(polling, event, digest, list, &stored, error))
        return FALSE;
    *ret_id = stored.id;
    return TRUE;
}

static gboolean
cancel(const KeepPolling *polling, gint64 meeting_id, GError **error)
{
    static const char CANCEL[] = "UPDATE meeting SET status = 'cancelled', cancelled_at = :now, missing_since = :now, digest = NULL, "
                                 "dirty = 1 WHERE id = :id AND status <> 'cancelled'";
    if (!keep_db_run(polling->db, CANCEL, BIND(KI("now", polling->now), KI("id", meeting_id)), error))
        return FALSE;
    if (keep_db_changes(polling->db) == 0)
        return TRUE;
    polling->result->cancelled_meetings++;
    gint64 start_at;
    return keep_db_int(polling->db, "SELECT start_at FROM meeting WHERE id = :id", BIND(KI("id", meeting_id)), &start_at, NULL, error) &&
           mark_copies(polling, start_at, error);
}

gboolean
keep_occurrence_hide(const KeepPolling *polling, gint64 meeting_id, GError **error)
{
    static const char HIDE[] = "DELETE FROM meeting_feed WHERE meeting_id = :id AND source_id = :source";
    static const char PASS_ON[] = "UPDATE meeting SET source_id = :speaker, digest = NULL WHERE id = :id AND source_id <> :speaker";
    gint64 speaker;
    gboolean found;
    if (!keep_db_run(polling->db, HIDE, BIND(KI("id", meeting_id), KI("source", polling->source_id)), error) ||
        !speaker_of(polling->db, meeting_id, &speaker, &found, error))
        return FALSE;
    return found ? keep_db_run(polling->db, PASS_ON, BIND(KI("speaker", speaker), KI("id", meeting_id)), error)
                 : cancel(polling, meeting_id, error);
}
