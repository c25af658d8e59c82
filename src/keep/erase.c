/* SPDX-License-Identifier: MIT
 * Messages taken out of the store. */
#include "keep/erase.h"
#include "keep/handle.h"
#include "keep/message.h"
#include "keep/touchpoint.h"

static gboolean
drop_found(KeepDb *db, GArray *found, GError **error)
{
    g_autoptr(GArray) ids = found;
    for (guint i = 0; ids && i < ids->len; i++)
        if (!keep_touchpoint_drop(db, g_array_index(ids, gint64, i), error))
            return FALSE;
    return ids != NULL;
}

static gboolean
drop_touchpoints(KeepDb *db, gint64 message_id, GError **error)
{
    static const char TOUCHPOINTS[] = "SELECT id FROM touchpoint WHERE email_id = :id";
    return drop_found(db, keep_db_ids(db, TOUCHPOINTS, BIND(KI("id", message_id)), error), error);
}

/* The addresses of the message, before they go: those that nothing else names go with it. */
static GArray *
addresses_of(KeepDb *db, gint64 message_id, GError **error)
{
    static const char ADDRESSES[] = "SELECT from_id FROM message WHERE id = :id AND from_id IS NOT NULL UNION "
                                    "SELECT address_id FROM message_party WHERE message_id = :id";
    return keep_db_ids(db, ADDRESSES, BIND(KI("id", message_id)), error);
}

static GArray *
message_keep_db_ids(KeepDb *db, gint64 message_id, GError **error)
{
    static const char IDS[] = "SELECT msgid_id FROM message WHERE id = :id UNION SELECT msgid_id FROM message_ref WHERE message_id = :id";
    return keep_db_ids(db, IDS, BIND(KI("id", message_id)), error);
}

/* Whoever names an id of the message stands in its thread. */
static gboolean
drop_loose(KeepDb *db, gint64 thread_id, const GArray *addresses, const GArray *msgids, GError **error)
{
    static const char ADDRESS[] =
        "DELETE FROM address WHERE id = :id AND NOT EXISTS (SELECT 1 FROM message WHERE from_id = :id) "
        "AND NOT EXISTS (SELECT 1 FROM message_party WHERE address_id = :id)";
    static const char MSGID[] =
        "DELETE FROM msgid WHERE id = :id AND NOT EXISTS (SELECT 1 FROM message WHERE msgid_id = :id) "
        "AND NOT EXISTS (SELECT 1 FROM message m JOIN message_ref r ON r.message_id = m.id AND r.msgid_id = :id WHERE m.thread_id = :thread)";
    for (guint i = 0; i < addresses->len; i++)
        if (!keep_db_run(db, ADDRESS, BIND(KI("id", g_array_index(addresses, gint64, i))), error))
            return FALSE;
    for (guint i = 0; i < msgids->len; i++)
        if (!keep_db_run(db, MSGID, BIND(KI("id", g_array_index(msgids, gint64, i)), KI("thread", thread_id)), error))
            return FALSE;
    keep_intern_forget(db->intern);
    return TRUE;
}

static gboolean
drop_rows(KeepDb *db, gint64 message_id, GError **error)
{
    static const char *const ROWS[] = {
        "UPDATE account SET dirty = 1 WHERE dirty = 0 AND id IN (SELECT account_id FROM message_account WHERE message_id = :id)",
        "UPDATE thread SET dirty = 1 WHERE dirty = 0 AND id = (SELECT thread_id FROM message WHERE id = :id)",
        "DELETE FROM response_episode WHERE account_id IN (SELECT account_id FROM message_account WHERE message_id = :id) "
        "AND (open_message_id = :id OR close_message_id = :id)",
        "DELETE FROM message_cue WHERE message_id = :id",
        "DELETE FROM message_promise WHERE message_id = :id",
        "DELETE FROM message_account WHERE message_id = :id",
        "DELETE FROM manual_link WHERE message_id = :id",
        "DELETE FROM message_party WHERE message_id = :id",
        "DELETE FROM message_ref WHERE message_id = :id",
        "DELETE FROM invite_attendee WHERE invite_id IN (SELECT id FROM invite WHERE message_id = :id)",
        "DELETE FROM invite WHERE message_id = :id",
        "DELETE FROM report_recipient WHERE message_id = :id",
        "DELETE FROM report WHERE message_id = :id",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++)
        if (!keep_db_run(db, ROWS[i], BIND(KI("id", message_id)), error))
            return FALSE;
    return TRUE;
}

static gboolean
drop_itself(KeepDb *db, gint64 message_id, const char *state, GError **error)
{
    static const char LEDGER[] = "UPDATE ledger SET state = :state, message_id = NULL, reason = NULL, arrived_at = NULL, again_at = NULL, "
                                 "tried_by = NULL WHERE message_id = :id";
    return keep_db_run(db, LEDGER, BIND(KT("state", state), KI("id", message_id)), error) &&
           keep_db_run(db, "DELETE FROM message WHERE id = :id", BIND(KI("id", message_id)), error);
}

/* The numbering looks only where there are several. */
static gboolean
number_rest(KeepDb *db, gint64 msgid, GError **error)
{
    static const char ONLY[] = "UPDATE message SET twin = 1, digest = CASE WHEN digest IS NULL THEN NULL ELSE '' END WHERE msgid_id = :msgid "
                               "AND twin <> 1 AND (SELECT COUNT(*) FROM message WHERE msgid_id = :msgid) = 1";
    return keep_message_number_twins(db, msgid, error) && keep_db_run(db, ONLY, BIND(KI("msgid", msgid)), error);
}

gboolean
keep_erase_message(KeepDb *db, gint64 message_id, const char *state, GError **error)
{
    static const char MSGID[] = "SELECT msgid_id FROM message WHERE id = :id", THREAD[] = "SELECT thread_id FROM message WHERE id = :id";
    gint64 msgid = 0, thread = 0;
    g_autoptr(GArray) addresses = addresses_of(db, message_id, error);
    g_autoptr(GArray) msgids = addresses ? message_keep_db_ids(db, message_id, error) : NULL;
    return msgids && keep_db_int(db, MSGID, BIND(KI("id", message_id)), &msgid, NULL, error) &&
           keep_db_int(db, THREAD, BIND(KI("id", message_id)), &thread, NULL, error) && drop_touchpoints(db, message_id, error) &&
           drop_rows(db, message_id, error) && drop_itself(db, message_id, state, error) && number_rest(db, msgid, error) && drop_loose(db, thread, addresses, msgids, error) &&
           keep_thread_split(db, thread, error);
}

static gboolean
drop_lost(KeepDb *db, gint64 message_id, GError **error)
{
    static const char COUNT[] = "UPDATE mail_folder SET server_count = NULL WHERE id IN (SELECT folder_id FROM ledger WHERE message_id = :id)";
    return drop_touchpoints(db, message_id, error) && drop_rows(db, message_id, error) &&
           keep_db_run(db, COUNT, BIND(KI("id", message_id)), error) &&
           keep_db_run(db, "DELETE FROM ledger WHERE message_id = :id", BIND(KI("id", message_id)), error) &&
           keep_db_run(db, "DELETE FROM message WHERE id = :id", BIND(KI("id", message_id)), error);
}

/* NULL is not in a table that is empty, which says nothing of what is lost. */
static gboolean
drop_lost_messages(KeepDb *db, GError **error)
{
    static const char LOST[] = "SELECT message_id FROM ledger WHERE message_id IS NOT NULL AND message_id NOT IN (SELECT id FROM message) UNION "
                               "SELECT id FROM message WHERE msgid_id NOT IN (SELECT id FROM msgid) UNION "
                               "SELECT id FROM message WHERE from_id IS NOT NULL AND from_id NOT IN (SELECT id FROM address) UNION "
                               "SELECT message_id FROM message_party WHERE address_id NOT IN (SELECT id FROM address)";
    g_autoptr(GArray) ids = keep_db_ids(db, LOST, NO_BIND, error);
    for (guint i = 0; ids && i < ids->len; i++)
        if (!drop_lost(db, g_array_index(ids, gint64, i), error))
            return FALSE;
    return ids != NULL;
}

static gboolean
drop_lost_meetings(KeepDb *db, GError **error)
{
    static const char TOUCHPOINTS[] = "SELECT id FROM touchpoint WHERE meeting_id IS NOT NULL AND meeting_id NOT IN (SELECT id FROM meeting)";
    static const char *const ROWS[] = {
        "UPDATE account SET dirty = 1 WHERE dirty = 0 AND id IN (SELECT account_id FROM guest WHERE list_id NOT IN (SELECT guests FROM meeting))",
        "DELETE FROM guest WHERE list_id NOT IN (SELECT guests FROM meeting)",
        "DELETE FROM meeting_feed WHERE meeting_id NOT IN (SELECT id FROM meeting)",
        "DELETE FROM meeting_move WHERE meeting_id NOT IN (SELECT id FROM meeting)",
        "DELETE FROM meeting_reject WHERE meeting_id NOT IN (SELECT id FROM meeting)",
        "UPDATE meeting SET moved_from = NULL WHERE moved_from NOT IN (SELECT id FROM meeting)",
        "UPDATE review SET meeting_id = NULL WHERE meeting_id NOT IN (SELECT id FROM meeting)",
        "DELETE FROM response_episode WHERE close_meeting_id IS NOT NULL AND close_meeting_id NOT IN (SELECT id FROM meeting)",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(ROWS); i++)
        if (!keep_db_run(db, ROWS[i], NO_BIND, error))
            return FALSE;
    return drop_found(db, keep_db_ids(db, TOUCHPOINTS, NO_BIND, error), error);
}

/* What of them is left goes too: their numbers may be given again. */
gboolean
keep_erase_lost(KeepDb *db, GError **error)
{
    if (!keep_db_begin(db, error))
        return FALSE;
    return keep_db_end(db, drop_lost_messages(db, error) && drop_lost_meetings(db, error), error);
}

#define MESSAGES_OF(addresses)                                                                                       \
    "SELECT id FROM message WHERE from_id IN (" addresses ") UNION "                                                 \
    "SELECT message_id FROM message_party WHERE address_id IN (" addresses ")"

gboolean
keep_erase_never(KeepDb *db, const char *pattern, guint *ret, GError **error)
{
    static const char ADDRESS[] = MESSAGES_OF("SELECT id FROM address WHERE addr = :what");
    static const char DOMAIN[] =
        MESSAGES_OF("SELECT id FROM address WHERE domain = :what OR substr(domain, -length(:what) - 1) = '.' || :what");
    gboolean is_domain = *pattern == '@';
    g_autoptr(GArray) ids = keep_db_ids(db, is_domain ? DOMAIN : ADDRESS, BIND(KT("what", is_domain ? pattern + 1 : pattern)), error);
    for (guint i = 0; ids && i < ids->len; i++)
        if (!keep_erase_message(db, g_array_index(ids, gint64, i), "never_log", error))
            return FALSE;
    if (ids && ret)
        *ret = ids->len;
    return ids != NULL;
}

gboolean
keep_erase_again(KeepDb *db, GError **error)
{
    static const char AGAIN[] = "UPDATE ledger SET again_at = 0 WHERE state = 'never_log' AND gone_at IS NULL";
    return keep_db_run(db, AGAIN, NO_BIND, error);
}
