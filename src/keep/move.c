/* SPDX-License-Identifier: MIT
 * A meeting that was called off, and another with the same people under much the same title that was booked within seven days of that
 * (../notes calendar §3). Each stands for one: of several the two that are next to each other in time. What is found depends only on what is
 * stored, never on the order of arrival. */
#include "keep/move.h"
#include "keep/handle.h"

#define EXTERNAL(id) "SELECT addr FROM meeting_attendee WHERE meeting_id = " id " AND is_own = 0 AND role <> 'resource'"
#define ACCOUNTS(id) "SELECT account_id FROM meeting_attendee WHERE meeting_id = " id " AND is_own = 0 AND role <> 'resource' AND account_id IS NOT NULL"
#define EQUAL_SETS(a, b) "NOT EXISTS (" a " EXCEPT " b ") AND NOT EXISTS (" b " EXCEPT " a ")"

/* o was called off before it began, n is later and single; both are with somebody from outside, and n was booked when o was dropped, within
 * a week after that or a day before it: a feed that only leaves o out is believed hours later. */
#define IS_PAIR                                                                                                                     \
    "o.status = 'cancelled' AND o.has_external = 1 AND o.all_day = 0 AND o.cancelled_at < o.start_at AND n.has_external = 1 "        \
    "AND n.all_day = 0 AND n.is_series = 0 AND n.uid <> o.uid AND o.source_id IS NOT NULL AND n.source_id IS NOT NULL "              \
    "AND (n.booked_at > o.booked_at OR n.booked_at = o.booked_at AND n.id > o.id) "                                                  \
    "AND n.booked_at BETWEEN o.cancelled_at - 86400 AND o.cancelled_at + 604800 AND n.booked_at <= n.start_at "                     \
    "AND COALESCE(o.own_partstat, '') <> 'declined' AND COALESCE(n.own_partstat, '') <> 'declined' "                                 \
    "AND likeness(n.summary, o.summary) >= 0.8 "                                                                                     \
    "AND ((" EQUAL_SETS(EXTERNAL("n.id"), EXTERNAL("o.id")) ") OR (EXISTS (" ACCOUNTS("n.id") ") AND " EQUAL_SETS(ACCOUNTS("n.id"), ACCOUNTS("o.id")) "))"
#define NEAREST "ORDER BY ABS(n.start_at - o.start_at), ABS(n.booked_at - o.cancelled_at)"

/* Those called off that the meeting might stand for, and itself. */
static GArray *
called_off(KeepDb *db, gint64 meeting_id, GError **error)
{
    static const char OFF[] = "SELECT o.id FROM meeting n JOIN meeting o ON o.status = 'cancelled' AND o.has_external = 1 "
                              "AND o.cancelled_at BETWEEN n.booked_at - 604800 AND n.booked_at + 604800 WHERE n.id = :id AND " IS_PAIR
                              " UNION SELECT moved_from FROM meeting WHERE id = :id AND moved_from IS NOT NULL UNION SELECT :id";
    return keep_db_ids(db, OFF, BIND(KI("id", meeting_id)), error);
}

/* Those that might stand for one called off, or did so far. */
static GArray *
in_place(KeepDb *db, gint64 off_id, GError **error)
{
    static const char IN_PLACE[] =
        "SELECT n.id FROM meeting o JOIN meeting n ON n.has_external = 1 AND n.booked_day BETWEEN o.cancelled_at / 86400 - 9 AND o.cancelled_at / 86400 + 9 "
        "WHERE o.id = :id AND o.status = 'cancelled' AND " IS_PAIR " UNION SELECT id FROM meeting WHERE moved_from = :id";
    return keep_db_ids(db, IN_PLACE, BIND(KI("id", off_id)), error);
}

static gboolean
best(KeepDb *db, const char *sql, gint64 id, gint64 *ret, GError **error)
{
    gboolean is_found;
    return keep_db_int(db, sql, BIND(KI("id", id)), ret, &is_found, error);
}

/* Each is the other's nearest. */
static gboolean
pair(KeepDb *db, gint64 id, GError **error)
{
    static const char OFF[] = "SELECT o.id FROM meeting n JOIN meeting o ON o.status = 'cancelled' AND o.has_external = 1 "
                              "AND o.cancelled_at BETWEEN n.booked_at - 604800 AND n.booked_at + 604800 WHERE n.id = :id AND " IS_PAIR " " NEAREST
                              ", o.uid, o.recurrence_id LIMIT 1";
    static const char IN_PLACE[] =
        "SELECT n.id FROM meeting o JOIN meeting n ON n.has_external = 1 AND n.booked_day BETWEEN o.cancelled_at / 86400 - 9 AND o.cancelled_at / 86400 + 9 "
        "WHERE o.id = :id AND " IS_PAIR " " NEAREST ", n.uid LIMIT 1";
    static const char SET[] = "UPDATE meeting SET moved_from = :off WHERE id = :id AND moved_from IS NOT :off";
    static const char FOLLOW[] =
        "UPDATE meeting SET purpose = IIF(purpose_by = 'title' AND o.by = 'user', o.why, purpose), purpose_by = IIF(purpose_by = 'title', o.by, purpose_by), "
        "prep_done_at = COALESCE(prep_done_at, o.prepared) FROM (SELECT purpose AS why, purpose_by AS by, prep_done_at AS prepared FROM meeting WHERE id = :off) o "
        "WHERE meeting.id = :id";
    gint64 off = 0, back = 0;
    if (!best(db, OFF, id, &off, error) || (off != 0 && !best(db, IN_PLACE, off, &back, error)))
        return FALSE;
    gboolean is_pair = off != 0 && back == id;
    if (!keep_db_run(db, SET, BIND(KO("off", !is_pair, off), KI("id", id)), error))
        return FALSE;
    return !is_pair || keep_db_changes(db) == 0 || keep_db_run(db, FOLLOW, BIND(KI("off", off), KI("id", id)), error);
}

static gboolean
pair_all(KeepDb *db, const GArray *off, GError **error)
{
    for (guint i = 0; i < off->len; i++) {
        g_autoptr(GArray) others = in_place(db, g_array_index(off, gint64, i), error);
        for (guint k = 0; others && k < others->len; k++)
            if (!pair(db, g_array_index(others, gint64, k), error))
                return FALSE;
        if (!others)
            return FALSE;
    }
    return TRUE;
}

gboolean
keep_move_settle(KeepDb *db, gint64 list_id, GError **error)
{
    static const char POSSIBLE[] = "SELECT n.id FROM meeting n WHERE n.guests = :list AND n.dirty = 1 AND (n.moved_from IS NOT NULL OR n.status = 'cancelled' "
                                   "OR EXISTS (SELECT 1 FROM meeting p WHERE p.moved_from = n.id) OR (n.is_series = 0 AND n.has_external = 1 "
                                   "AND n.source_id IS NOT NULL AND EXISTS (SELECT 1 FROM meeting o WHERE o.status = 'cancelled' AND o.has_external = 1 "
                                   "AND o.cancelled_at BETWEEN n.booked_at - 604800 AND n.booked_at + 604800)))";
    g_autoptr(GArray) ids = keep_db_ids(db, POSSIBLE, BIND(KI("list", list_id)), error);
    for (guint i = 0; ids && i < ids->len; i++) {
        gint64 id = g_array_index(ids, gint64, i);
        g_autoptr(GArray) off = called_off(db, id, error);
        if (!off || !pair_all(db, off, error) || !pair(db, id, error))
            return FALSE;
    }
    return ids != NULL;
}
