/* SPDX-License-Identifier: MIT
 * Verdicts on meetings, and the touchpoints of those that have been held. */
#include "base/purpose.h"
#include "keep/choice.h"
#include "keep/handle.h"
#include "keep/meeting.h"
#include "keep/move.h"
#include "keep/occurrence.h"
#include "keep/touchpoint.h"

static const KeepAttendeeVerdict *
verdict_on(const KeepAttendee *attendee, const KeepAttendeeVerdict *verdicts, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (g_str_equal(verdicts[i].addr, attendee->addr))
            return &verdicts[i];
    return NULL;
}

static gboolean
mark_accounts(KeepDb *db, gint64 list_id, GError **error)
{
    static const char MARK[] = "UPDATE account SET dirty = 1 WHERE dirty = 0 AND id IN (SELECT account_id FROM guest WHERE list_id = :list)";
    return keep_db_run(db, MARK, BIND(KI("list", list_id)), error);
}

static gboolean
write_attendee(KeepDb *db, gint64 list_id, const KeepAttendee *attendee, const KeepAttendeeVerdict *verdict, GError **error)
{
    static const char WRITE[] =
        "UPDATE guest SET is_own = :own, account_id = :account, contact_id = :contact, method = :method, "
        "confidence = :confidence WHERE list_id = :list AND addr = :addr";
    gboolean is_matched = verdict->account_id != 0 && !verdict->is_own;
    return keep_db_run(db, WRITE,
                       BIND(KI("own", verdict->is_own != FALSE), KO("account", !is_matched, verdict->account_id),
                            KO("contact", !is_matched || verdict->contact_id == 0, verdict->contact_id),
                            KT("method", is_matched ? verdict->method : NULL),
                            KO("confidence", !is_matched, verdict->confidence), KI("list", list_id),
                            KT("addr", attendee->addr)),
                       error);
}

/* Most people in a calendar are nobody's, and stay so. */
static gboolean
write_attendees(KeepDb *db, const KeepMeeting *meeting, const KeepAttendeeVerdict *verdicts, gsize n, GError **error)
{
    static const KeepAttendeeVerdict nobody = {0};
    for (guint i = 0; i < meeting->attendees->len; i++) {
        const KeepAttendee *attendee = g_ptr_array_index(meeting->attendees, i);
        const KeepAttendeeVerdict *found = verdict_on(attendee, verdicts, n), *verdict = found ? found : &nobody;
        gboolean stays = attendee->is_manual || attendee->is_text || (attendee->is_nobody && !verdict->is_own && verdict->account_id == 0);
        if (!stays && !write_attendee(db, meeting->list_id, attendee, verdict, error))
            return FALSE;
    }
    return TRUE;
}

/* The account itself attends, as one does that was named by hand. */
static gboolean
write_mentions(KeepDb *db, const KeepMeeting *meeting, const KeepAttendeeVerdict *verdicts, gsize n, GError **error)
{
    static const char FORGET[] = "DELETE FROM guest WHERE list_id = :list AND method = 'text'";
    static const char WRITE[] = "INSERT INTO guest (list_id, addr, account_id, method, confidence) "
                                "VALUES (:list, :addr, :account, 'text', :confidence) ON CONFLICT DO NOTHING";
    gboolean had = FALSE;
    for (guint i = 0; i < meeting->attendees->len; i++)
        had |= ((const KeepAttendee *)g_ptr_array_index(meeting->attendees, i))->is_text;
    if (had && !keep_db_run(db, FORGET, BIND(KI("list", meeting->list_id)), error))
        return FALSE;
    for (gsize i = 0; i < n; i++)
        if (g_strcmp0(verdicts[i].method, "text") == 0 &&
            !keep_db_run(db, WRITE, BIND(KI("list", meeting->list_id), KT("addr", verdicts[i].addr), KI("account", verdicts[i].account_id),
                                         KI("confidence", verdicts[i].confidence)), error))
            return FALSE;
    return TRUE;
}

/* Whether an account has, or had, somebody there. */
static gboolean
concerns_account(const KeepMeeting *meeting, const KeepAttendeeVerdict *verdicts, gsize n)
{
    gboolean concerns = FALSE;
    for (guint i = 0; i < meeting->attendees->len; i++)
        concerns |= ((const KeepAttendee *)g_ptr_array_index(meeting->attendees, i))->account_id != 0;
    for (gsize i = 0; i < n; i++)
        concerns |= verdicts[i].account_id != 0;
    return concerns;
}

/* Those of list :list that are to be settled. */
#define DIRTY_ONES "guests = :list AND dirty = 1"
#define EXTERNAL "EXISTS (SELECT 1 FROM guest WHERE list_id = :list AND is_own = 0 AND role <> 'resource')"

/* The same meeting in two calendars under two UIDs: same time, and somebody from outside in both. It counts in the calendar that stands first in the
 * configuration (../notes calendar S8). */
#define IS_COPY                                                                                                      \
    "(SELECT COUNT(*) FROM calendar_source) > 1 "                                                                                       \
    "AND EXISTS (SELECT 1 FROM meeting o JOIN calendar_source s ON s.id = o.source_id JOIN calendar_source l ON l.id = meeting.source_id "  \
    "WHERE o.start_at = meeting.start_at AND o.end_at = meeting.end_at AND o.uid <> meeting.uid AND o.all_day = 0 AND o.status <> 'cancelled' " \
    "AND " KEEP_FOLLOWS " AND EXISTS (SELECT 1 FROM guest g JOIN guest h ON h.addr = g.addr " \
    "AND h.list_id = :list AND h.is_own = 0 AND h.role <> 'resource' WHERE g.list_id = o.guests))"

/* The friendliest answer of ours: a meeting is declined when nobody of us goes. */
#define OWN_PARTSTAT                                                                                                 \
    "(SELECT CASE MIN(CASE partstat WHEN 'accepted' THEN 1 WHEN 'tentative' THEN 2 WHEN 'needs_action' THEN 3 "      \
    "WHEN 'delegated' THEN 4 ELSE 5 END) WHEN 1 THEN 'accepted' WHEN 2 THEN 'tentative' WHEN 3 THEN 'needs_action' " \
    "WHEN 4 THEN 'delegated' WHEN 5 THEN 'declined' END FROM guest WHERE list_id = :list AND is_own = 1)"

/* Nobody from outside, and it is no riddle why. */
#define NOISE                                                                                                                        \
    "CASE WHEN " EXTERNAL " THEN NULL "                                                                                                \
    "WHEN is_private = 1 THEN 'private' WHEN all_day = 1 THEN 'all_day' WHEN :noise IS NOT NULL THEN :noise WHEN is_free = 1 THEN 'free' " \
    "WHEN EXISTS (SELECT 1 FROM guest WHERE list_id = :list AND is_own = 1) THEN 'internal' END"

/* What somebody sorted it under says it where the title does not (../notes calendar §3). */
static const char *
purpose_of(const KeepMeeting *meeting)
{
    const char *purpose = purpose_of_title(meeting->summary);
    return purpose ? purpose : purpose_of_title(meeting->categories);
}

/* DIRTY: something remains to be done for them. */
static gboolean
write_meetings(KeepDb *db, const KeepMeeting *meeting, gboolean dirty, GError **error)
{
    static const char WRITE[] = "UPDATE meeting SET dirty = :dirty, purpose = CASE purpose_by WHEN 'title' THEN :purpose ELSE purpose END, noise = " NOISE
                                ", own_partstat = " OWN_PARTSTAT ", has_external = CASE WHEN all_day = 1 OR " IS_COPY " THEN 0 ELSE " EXTERNAL " END WHERE " DIRTY_ONES;
    return keep_db_run(db, WRITE,
                       BIND(KI("dirty", dirty != FALSE), KT("purpose", purpose_of(meeting)), KT("noise", purpose_noise_of_title(meeting->summary)),
                            KI("list", meeting->list_id)),
                       error);
}

/* Most meetings have no touchpoint, and are neither called off nor booked in place of one that was. */
static gboolean
is_plain(KeepDb *db, const KeepMeeting *meeting, gboolean *ret, GError **error)
{
    static const char OTHERS[] = "SELECT 1 FROM meeting WHERE " DIRTY_ONES " AND (status = 'cancelled' OR is_series = 0 OR moved_from IS NOT NULL "
                                 "OR EXISTS (SELECT 1 FROM touchpoint t WHERE t.meeting_id = meeting.id)) LIMIT 1";
    gint64 one;
    gboolean is_any;
    if (!keep_db_int(db, OTHERS, BIND(KI("list", meeting->list_id)), &one, &is_any, error))
        return FALSE;
    *ret = !is_any;
    return TRUE;
}

/* A meeting m whose touch it is: held by :now; and who of a list takes part on behalf of an account. */
#define IS_HELD                                                                                                      \
    "m.has_external = 1 AND m.end_at <= :now "                                                                       \
    "AND (m.outcome = 'held' OR m.outcome = 'assumed_held' AND m.status <> 'cancelled') AND COALESCE(m.own_partstat, '') <> 'declined'"
#define TAKES_PART "a.list_id = :list AND a.account_id IS NOT NULL AND a.is_own = 0 AND a.role <> 'resource' AND a.partstat <> 'declined'"

static gboolean
drop_unwanted(KeepDb *db, gint64 list_id, gint64 now, GError **error)
{
    static const char UNWANTED[] = "SELECT t.id FROM meeting m CROSS JOIN touchpoint t ON t.meeting_id = m.id WHERE m.guests = :list AND m.dirty = 1 "
                                   "AND NOT (" IS_HELD " AND t.account_id IN (SELECT a.account_id FROM guest a WHERE " TAKES_PART "))";
    g_autoptr(GArray) ids = keep_db_ids(db, UNWANTED, BIND(KI("list", list_id), KI("now", now)), error);
    for (guint i = 0; ids && i < ids->len; i++)
        if (!keep_touchpoint_drop(db, g_array_index(ids, gint64, i), error))
            return FALSE;
    return ids != NULL;
}

/* Of an account it is the organizer, else the first by address who has a contact row, else the first. What was over before it was first seen is
 * history, not something logged late (spec 01 §1.4). */
static gboolean
write_touchpoints(KeepDb *db, gint64 list_id, gint64 now, GError **error)
{
    static const char WRITE[] =
        "INSERT INTO touchpoint (kind, direction, account_id, contact_id, contact_addr, lead_id, user_id, occurred_at, local_day, "
        "logged_at, ingest, meeting_id, method, confidence, duration_s, src_key) "
        "SELECT 'meeting', 'both', p.account_id, p.contact_id, CASE WHEN p.addr LIKE 'account:%' THEN NULL ELSE p.addr END, "
        "COALESCE(m.lead_id, " LEAD_OF("p.account_id", "p.contact_id", "m.start_at") "), "
        "(SELECT MIN(o.user_id) FROM guest x JOIN own_address o ON o.value = x.addr WHERE x.list_id = :list), "
        "m.start_at, m.local_day, :now, CASE WHEN m.source_id IS NULL THEN 'import' WHEN m.first_seen_at > m.end_at THEN 'backfill' "
        "ELSE 'auto' END, m.id, CASE WHEN p.method = 'manual' THEN 'manual' ELSE 'attendee' END, COALESCE(p.confidence, 100), "
        "m.end_at - m.start_at, 'e:' || m.id FROM meeting m JOIN (SELECT a.*, ROW_NUMBER() OVER (PARTITION BY a.account_id "
        "ORDER BY a.is_organizer DESC, a.contact_id IS NULL, a.addr LIKE 'account:%', a.addr) AS place FROM guest a "
        "WHERE " TAKES_PART ") p ON p.place = 1 WHERE m.guests = :list AND m.dirty = 1 AND " IS_HELD " "
        "ON CONFLICT (src_key, account_id) DO UPDATE SET contact_id = excluded.contact_id, contact_addr = excluded.contact_addr, "
        "lead_id = excluded.lead_id, user_id = excluded.user_id, occurred_at = excluded.occurred_at, local_day = excluded.local_day, "
        "method = excluded.method, confidence = excluded.confidence, duration_s = excluded.duration_s";
    return keep_db_run(db, WRITE, BIND(KI("list", list_id), KI("now", now)), error);
}

static gboolean
write_rest(KeepDb *db, const KeepMeeting *meeting, gboolean concerns, gint64 now, GError **error)
{
    static const char CLEAN[] = "UPDATE meeting SET dirty = 0 WHERE " DIRTY_ONES;
    gint64 list = meeting->list_id;
    return keep_move_settle(db, list, error) && drop_unwanted(db, list, now, error) &&
           (!concerns || (write_touchpoints(db, list, now, error) && mark_accounts(db, list, error))) &&
           keep_db_run(db, CLEAN, BIND(KI("list", list)), error);
}

static gboolean
settle(KeepDb *db, const KeepMeeting *meeting, const KeepAttendeeVerdict *verdicts, gsize n, gint64 now, GError **error)
{
    gboolean concerns = concerns_account(meeting, verdicts, n), plain = FALSE;
    if ((concerns && !mark_accounts(db, meeting->list_id, error)) || (!concerns && !is_plain(db, meeting, &plain, error)))
        return FALSE;
    return write_attendees(db, meeting, verdicts, n, error) && write_mentions(db, meeting, verdicts, n, error) &&
           write_meetings(db, meeting, !plain, error) && (plain || write_rest(db, meeting, concerns, now, error));
}

gboolean
keep_meeting_settle(KeepDb *db, const KeepMeeting *meeting, const KeepAttendeeVerdict *verdicts, gsize n, gint64 now, GError **error)
{
    if (!keep_db_begin(db, error))
        return FALSE;
    return keep_db_end(db, settle(db, meeting, verdicts, n, now, error), error);
}
