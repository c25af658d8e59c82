/* SPDX-License-Identifier: MIT
 * Invitations in mail joined to the meetings of feeds. Trusted is who speaks for himself: a request or a cancellation from the organizer or
 * the one who sends for him, an answer from the attendee, each also under another address of the same contact. */
#include "keep/invite.h"
#include "keep/guest.h"
#include "keep/handle.h"

gboolean
keep_invite_mark(KeepDb *db, const char *uid, GError **error)
{
    return !uid || keep_db_run(db, "UPDATE meeting SET dirty = 1 WHERE dirty = 0 AND uid = :uid COLLATE NOCASE", BIND(KT("uid", uid)), error);
}

#define SAME_PERSON(addr, other)                                                                                            \
    "(" addr " = " other " OR EXISTS (SELECT 1 FROM contact_address x JOIN contact_address y ON y.contact_id = x.contact_id " \
    "WHERE x.kind = 'email' AND y.kind = 'email' AND x.value = " addr " AND y.value = " other "))"
/* Invitations of meeting :id, of all its occurrences or of this one, with who sent them. */
#define INVITES                                                                                                              \
    "FROM meeting g JOIN invite i ON i.uid = g.uid COLLATE NOCASE AND (i.recurrence_id IS NULL OR i.recurrence_id = g.recurrence_id) " \
    "JOIN message m ON m.id = i.message_id JOIN address f ON f.id = m.from_id WHERE g.id = :id AND g.source_id IS NOT NULL "
#define FROM_ORGANIZER "AND (i.sent_by = f.addr OR " SAME_PERSON("f.addr", "i.organizer") ") "
/* V: what the organizer of meeting g sent, for all its occurrences or for this one. */
#define OF_ORGANIZER(v, method)                                                                                              \
    "invite " v " JOIN message " v "m ON " v "m.id = " v ".message_id JOIN address " v "f ON " v "f.id = " v "m.from_id AND " v ".uid = g.uid COLLATE NOCASE " \
    "AND " v ".method = '" method "' AND (" v ".recurrence_id IS NULL OR " v ".recurrence_id = g.recurrence_id) "              \
    "AND (" v ".sent_by = " v "f.addr OR " SAME_PERSON(v "f.addr", v ".organizer") ")"
#define IS_LATER(r, c) "(" r ".sequence, COALESCE(" r ".dtstamp, 0)) > (" c ".sequence, COALESCE(" c ".dtstamp, 0))"
#define NAMES(v, addr) "EXISTS (SELECT 1 FROM invite_attendee n WHERE n.invite_id = " v ".id AND " SAME_PERSON("n.addr", addr) ")"
/* The answers of attendees a: n is the person in the reply that he sent. A reply to the single meeting of a series stands before one to all. */
#define ANSWERS_OF_ATTENDEES                                                                                                 \
    "FROM meeting g JOIN meeting_attendee a ON a.meeting_id = g.id "                                                          \
    "JOIN invite i ON i.uid = g.uid COLLATE NOCASE AND (i.recurrence_id IS NULL OR i.recurrence_id = g.recurrence_id) "        \
    "JOIN message m ON m.id = i.message_id JOIN address f ON f.id = m.from_id JOIN invite_attendee n ON n.invite_id = i.id "   \
    "WHERE g.id = :id AND g.source_id IS NOT NULL AND i.method = 'REPLY' AND " SAME_PERSON("f.addr", "n.addr") " AND "          \
    SAME_PERSON("n.addr", "a.addr")
#define LATEST "ORDER BY i.recurrence_id IS NULL, i.sequence DESC, i.dtstamp DESC, m.occurred_at DESC, i.id DESC LIMIT 1"

/* What mail had called off stands again as the feed has it: its status is in the digest (keep/occurrence.c), which is NULL where the feed itself left
 * the meeting out. */
static gboolean
forget_mail(KeepDb *db, gint64 meeting_id, GError **error)
{
    static const char *const forget[] = {
        "UPDATE guest SET partstat = feed_partstat, feed_partstat = NULL WHERE list_id = -:id AND feed_partstat IS NOT NULL",
        "DELETE FROM guest WHERE list_id = -:id AND from_mail = 1",
        "UPDATE meeting SET status = iif(instr(digest, ' tentative ') > 0, 'tentative', 'confirmed'), cancelled_at = NULL "
        "WHERE id = :id AND status = 'cancelled' AND instr(digest, ' cancelled ') = 0",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(forget); i++)
        if (!keep_db_run(db, forget[i], BIND(KI("id", meeting_id)), error))
            return FALSE;
    return TRUE;
}

/* Microsoft 365 publishes calendars without people. Whoever a person named by hand stays. Of what is private nobody is to be known. */
static gboolean
add_attendees(KeepDb *db, gint64 meeting_id, GError **error)
{
    static const char REQUEST[] =
        "SELECT i.id " INVITES "AND i.method = 'REQUEST' " FROM_ORGANIZER "AND i.sequence >= g.sequence AND g.is_private = 0 "
        "AND NOT EXISTS (SELECT 1 FROM meeting_attendee a WHERE a.meeting_id = g.id AND COALESCE(a.method, '') NOT IN ('manual', 'text')) " LATEST;
    static const char GUESTS[] =
        "INSERT INTO guest (list_id, addr, role, partstat, from_mail) SELECT -:id, addr, CASE is_resource WHEN 1 THEN 'resource' "
        "ELSE 'req' END, partstat, 1 FROM invite_attendee WHERE invite_id = :invite ON CONFLICT DO NOTHING";
    static const char HOST[] =
        "INSERT INTO guest (list_id, addr, role, partstat, is_organizer, from_mail) SELECT -:id, organizer, 'chair', 'accepted', 1, 1 "
        "FROM invite WHERE id = :invite AND organizer IS NOT NULL ON CONFLICT (list_id, addr) DO UPDATE SET is_organizer = 1, "
        "role = 'chair', partstat = 'accepted' WHERE from_mail = 1";
    gint64 invite;
    gboolean is_found;
    if (!keep_db_int(db, REQUEST, BIND(KI("id", meeting_id)), &invite, &is_found, error))
        return FALSE;
    return !is_found || (keep_db_run(db, GUESTS, BIND(KI("id", meeting_id), KI("invite", invite)), error) &&
                         keep_db_run(db, HOST, BIND(KI("id", meeting_id), KI("invite", invite)), error));
}

/* An answer to another time than the meeting has by now, from before it was moved there, as the feed says or a later request. What stands in an
 * answer to a whole series is the time of its first date. */
#define IS_STALE                                                                                                             \
    "(i.sequence < g.sequence AND i.start_at <> g.start_at AND (g.is_series = 0 OR i.recurrence_id IS NOT NULL) OR EXISTS (SELECT 1 FROM " \
    OF_ORGANIZER("r", "REQUEST") " WHERE r.recurrence_id IS i.recurrence_id AND r.sequence > i.sequence AND r.start_at <> i.start_at))"

/* The feed is believed where it knows an answer; it may be hours behind, or have left the people out. */
static gboolean
take_answers(KeepDb *db, gint64 meeting_id, GError **error)
{
    static const char ANSWERS[] =
        "UPDATE guest SET feed_partstat = partstat, partstat = r.answer FROM ("
        "SELECT a.addr, n.partstat AS answer, ROW_NUMBER() OVER (PARTITION BY a.addr ORDER BY i.recurrence_id IS NULL, i.dtstamp DESC, "
        "m.occurred_at DESC, i.id DESC) AS place " ANSWERS_OF_ATTENDEES " AND " IS_STALE " IS NOT TRUE) r "
        "WHERE r.place = 1 AND guest.list_id = -:id AND guest.addr = r.addr AND guest.is_organizer = 0 "
        "AND guest.partstat = 'needs_action' AND r.answer <> 'needs_action'";
    return keep_db_run(db, ANSWERS, BIND(KI("id", meeting_id)), error);
}

#define IS_UNINVITED                                                                                                         \
    "EXISTS (SELECT 1 FROM " OF_ORGANIZER("c", "CANCEL") " WHERE c.sequence >= g.sequence AND " NAMES("c", "a.addr")           \
    " AND NOT EXISTS (SELECT 1 FROM " OF_ORGANIZER("r", "REQUEST") " WHERE " IS_LATER("r", "c") " AND " NAMES("r", "a.addr") "))"
#define HOST_OF(addr) "substr(" addr ", instr(" addr ", '@'))"
/* We took some of our guests off the list: others from outside stay (RFC 5546 3.2.5). Whoever is told by others need not come. */
#define IS_FOR_SOME                                                                                                          \
    "(m.direction IS NOT 'in' AND EXISTS (SELECT 1 FROM invite_attendee n WHERE n.invite_id = i.id) AND EXISTS (SELECT 1 FROM meeting_attendee a " \
    "WHERE a.meeting_id = g.id AND a.is_organizer = 0 AND a.role <> 'resource' AND a.addr NOT LIKE 'account:%' "               \
    "AND " HOST_OF("a.addr") " <> " HOST_OF("i.organizer") " AND NOT " IS_UNINVITED "))"

/* Until the feed shows a later edition, or the organizer invites anew. What is over cannot be called off. */
static gboolean
take_cancellation(KeepDb *db, gint64 meeting_id, GError **error)
{
    static const char CANCELLED[] = "SELECT m.occurred_at " INVITES "AND i.method = 'CANCEL' " FROM_ORGANIZER
                                    "AND i.sequence >= g.sequence AND m.occurred_at < g.end_at AND g.status <> 'cancelled' AND NOT " IS_FOR_SOME
                                    " AND NOT EXISTS (SELECT 1 FROM " OF_ORGANIZER("r", "REQUEST") " WHERE " IS_LATER("r", "i") ") " LATEST;
    static const char CANCEL[] = "UPDATE meeting SET status = 'cancelled', cancelled_at = :at WHERE id = :id";
    gint64 at;
    gboolean is_found;
    if (!keep_db_int(db, CANCELLED, BIND(KI("id", meeting_id)), &at, &is_found, error))
        return FALSE;
    return !is_found || keep_db_run(db, CANCEL, BIND(KI("at", at), KI("id", meeting_id)), error);
}

/* Whoever is left of a meeting that takes place. Of guests whom the feed names it knows itself who stays. */
static gboolean
drop_uninvited(KeepDb *db, gint64 meeting_id, GError **error)
{
    static const char DROP[] = "DELETE FROM guest WHERE list_id = -:id AND from_mail = 1 AND is_organizer = 0 AND addr IN (SELECT a.addr FROM meeting g "
                               "JOIN meeting_attendee a ON a.meeting_id = g.id WHERE g.id = :id AND g.status <> 'cancelled' AND " IS_UNINVITED ")";
    return keep_db_run(db, DROP, BIND(KI("id", meeting_id)), error);
}

/* A feed without CREATED knows when it was first looked at; the organizer's first request knows when the meeting was booked (../notes calendar §3). */
static gboolean
take_booking(KeepDb *db, gint64 meeting_id, GError **error)
{
    static const char BOOKED[] =
        "UPDATE meeting SET booked_at = r.at, booked_day = r.day FROM (SELECT m.occurred_at AS at, m.local_day AS day " INVITES
        "AND i.method = 'REQUEST' " FROM_ORGANIZER "ORDER BY m.occurred_at, i.id LIMIT 1) r WHERE meeting.id = :id AND r.at < meeting.booked_at";
    return keep_db_run(db, BOOKED, BIND(KI("id", meeting_id)), error);
}

/* A person says that it took place: so somebody was there of a side that had declined to the last. */
static gboolean
take_word(KeepDb *db, gint64 meeting_id, GError **error)
{
    static const char CAME[] =
        "UPDATE guest SET feed_partstat = COALESCE(feed_partstat, partstat), partstat = 'accepted' WHERE list_id = -:id AND addr IN (SELECT a.addr "
        "FROM meeting g JOIN meeting_attendee a ON a.meeting_id = g.id WHERE g.id = :id AND g.outcome = 'held' AND a.role <> 'resource' AND NOT EXISTS "
        "(SELECT 1 FROM meeting_attendee o WHERE o.meeting_id = g.id AND o.is_own = a.is_own AND o.role <> 'resource' AND o.partstat <> 'declined'))";
    return keep_db_run(db, CAME, BIND(KI("id", meeting_id)), error);
}

gboolean
keep_invite_join(KeepDb *db, gint64 meeting_id, gint64 *list_id, GError **error)
{
    static const char ANY[] = "SELECT 1 FROM meeting g WHERE g.id = :id AND (EXISTS (SELECT 1 FROM invite i WHERE i.uid = g.uid COLLATE NOCASE) "
                              "OR g.outcome = 'held' AND EXISTS (SELECT 1 FROM meeting_attendee a WHERE a.meeting_id = g.id AND a.partstat = 'declined') OR EXISTS (SELECT 1 FROM meeting_attendee a WHERE a.meeting_id = g.id AND (a.from_mail = 1 OR a.feed_partstat IS NOT NULL)))";
    gint64 one;
    gboolean is_found;
    if (!keep_db_int(db, ANY, BIND(KI("id", meeting_id)), &one, &is_found, error))
        return FALSE;
    if (is_found && *list_id > 0 && !keep_guest_part_all(db, *list_id, error))
        return FALSE;
    if (is_found)
        *list_id = KEEP_GUEST_OWN(meeting_id);
    return !is_found || (forget_mail(db, meeting_id, error) && add_attendees(db, meeting_id, error) &&
                         take_answers(db, meeting_id, error) && take_booking(db, meeting_id, error) &&
                         take_cancellation(db, meeting_id, error) && drop_uninvited(db, meeting_id, error) &&
                         take_word(db, meeting_id, error));
}
