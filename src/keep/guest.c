/* SPDX-License-Identifier: MIT
 * Lists of guests, shared by the occurrences of a series. */
#include "keep/guest.h"
#include <string.h>
#include "keep/handle.h"

static void
add(GChecksum *sum, const char *text)
{
    g_checksum_update(sum, (const guchar *)(text ? text : "\1"), text ? (gssize)strlen(text) + 1 : 2);
}

gint64
keep_guest_list(const Event *event)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    const guchar flags[] = {'0' + event->all_day, '0' + event->is_private, '0' + event->is_transparent};
    add(sum, event->uid);
    add(sum, event->summary);
    add(sum, event->location);
    add(sum, event->categories);
    g_checksum_update(sum, flags, sizeof flags);
    for (guint i = 0; i < event->attendees->len; i++) {
        const EventAttendee *attendee = g_ptr_array_index(event->attendees, i);
        add(sum, attendee->addr);
        add(sum, attendee->name);
        add(sum, attendee->role);
        add(sum, attendee->partstat);
        add(sum, attendee->is_organizer ? "o" : "");
    }
    guint8 digest[32];
    gsize length = sizeof digest;
    guint64 number;
    g_checksum_get_digest(sum, digest, &length);
    memcpy(&number, digest, sizeof number);
    /* above all ids of meetings, which lists from before have for their numbers */
    return (gint64)((GUINT64_FROM_LE(number) >> 2) | G_GUINT64_CONSTANT(0x2000000000000000));
}

#define COLUMNS "addr, name, role, partstat, is_organizer, is_own, partstat_at, contact_id, account_id, method, confidence, from_mail, feed_partstat"

gboolean
keep_guest_sweep(KeepDb *db, gint64 list_id, GError **error)
{
    static const char SWEEP[] = "DELETE FROM guest WHERE list_id = :list AND NOT EXISTS (SELECT 1 FROM meeting WHERE guests = :list)";
    return keep_db_run(db, SWEEP, BIND(KI("list", list_id)), error);
}

gboolean
keep_guest_part(KeepDb *db, gint64 meeting_id, GError **error)
{
    static const char SHARED[] = "SELECT guests FROM meeting WHERE id = :id AND guests <> -id";
    static const char COPY[] = "INSERT INTO guest (list_id, " COLUMNS ") SELECT :own, " COLUMNS " FROM guest WHERE list_id = :list";
    static const char SET[] = "UPDATE meeting SET guests = -id WHERE id = :id";
    gint64 list;
    gboolean is_shared;
    if (!keep_db_int(db, SHARED, BIND(KI("id", meeting_id)), &list, &is_shared, error))
        return FALSE;
    return !is_shared || (keep_db_run(db, COPY, BIND(KI("own", KEEP_GUEST_OWN(meeting_id)), KI("list", list)), error) &&
                          keep_db_run(db, SET, BIND(KI("id", meeting_id)), error) && keep_guest_sweep(db, list, error));
}

gboolean
keep_guest_part_all(KeepDb *db, gint64 list_id, GError **error)
{
    g_autoptr(GArray) ids = keep_db_ids(db, "SELECT id FROM meeting WHERE guests = :list", BIND(KI("list", list_id)), error);
    for (guint i = 0; ids && i < ids->len; i++)
        if (!keep_guest_part(db, g_array_index(ids, gint64, i), error))
            return FALSE;
    return ids != NULL;
}

/* Rows keep their match until the list is settled; those by hand stay whatever the feed says. */
static gboolean
write_all(KeepDb *db, gint64 list_id, const Event *event, GError **error)
{
    static const char WRITE[] = "INSERT INTO guest (list_id, addr, name, role, partstat, is_organizer) "
                                "VALUES (:list, :addr, :name, :role, :partstat, :organizer) ON CONFLICT (list_id, addr) DO UPDATE SET "
                                "name = excluded.name, role = excluded.role, partstat = excluded.partstat, is_organizer = excluded.is_organizer";
    for (guint i = 0; i < event->attendees->len; i++) {
        const EventAttendee *attendee = g_ptr_array_index(event->attendees, i);
        if (!keep_db_run(db, WRITE,
                         BIND(KI("list", list_id), KT("addr", attendee->addr), KT("name", attendee->name), KT("role", attendee->role),
                              KT("partstat", attendee->partstat), KI("organizer", attendee->is_organizer != FALSE)),
                         error))
            return FALSE;
    }
    return TRUE;
}

/* Shared lists are written once and never changed but by settling: another list has another number. */
static gboolean
write_shared(KeepDb *db, gint64 list_id, const Event *event, GError **error)
{
    static const char KNOWN[] = "SELECT 1 FROM guest WHERE list_id = :list LIMIT 1";
    gint64 one;
    gboolean is_known;
    if (!keep_db_int(db, KNOWN, BIND(KI("list", list_id)), &one, &is_known, error))
        return FALSE;
    return is_known || write_all(db, list_id, event, error);
}

static gboolean
is_by_hand(KeepDb *db, gint64 meeting_id, gboolean *ret, GError **error)
{
    static const char BY_HAND[] = "SELECT 1 WHERE EXISTS (SELECT 1 FROM guest WHERE list_id = :own AND method = 'manual') "
                                  "OR EXISTS (SELECT 1 FROM meeting_reject WHERE meeting_id = :id)";
    gint64 one;
    return keep_db_int(db, BY_HAND, BIND(KI("own", KEEP_GUEST_OWN(meeting_id)), KI("id", meeting_id)), &one, ret, error);
}

/* Whom the meeting has lost loses it too: the account's episodes and caches are rebuilt. */
static gboolean
mark_accounts(KeepDb *db, gint64 list_id, GError **error)
{
    static const char MARK[] = "UPDATE account SET dirty = 1 WHERE dirty = 0 AND id IN (SELECT account_id FROM guest WHERE list_id = :list)";
    return keep_db_run(db, MARK, BIND(KI("list", list_id)), error);
}

gboolean
keep_guest_show(KeepDb *db, gint64 meeting_id, gint64 old, const Event *event, gint64 list, gint64 *ret_list, GError **error)
{
    static const char CLEAR[] = "DELETE FROM guest WHERE list_id = :list AND COALESCE(method, '') <> 'manual'";
    gboolean stays_own = FALSE;
    if (meeting_id != 0 && (!mark_accounts(db, old, error) || (old == KEEP_GUEST_OWN(meeting_id) && !is_by_hand(db, meeting_id, &stays_own, error))))
        return FALSE;
    *ret_list = stays_own ? old : list;
    if (!stays_own)
        return old == list || write_shared(db, list, event, error);
    return keep_db_run(db, CLEAR, BIND(KI("list", old)), error) && write_all(db, old, event, error);
}
