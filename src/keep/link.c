/* SPDX-License-Identifier: MIT
 * Links by hand. */
#include "keep/link.h"
#include "base/error.h"
#include "keep/guest.h"
#include "keep/handle.h"
#include "keep/thread.h"
#include <glib/gi18n.h>

static gboolean
mark(KeepDb *db, gint64 message_id, GError **error)
{
    static const char THREAD[] = "SELECT thread_id FROM message WHERE id = :id";
    gint64 thread;
    gboolean found;
    if (!keep_db_int(db, THREAD, BIND(KI("id", message_id)), &thread, &found, error))
        return FALSE;
    if (!found)
        return fail(error, FAIL_NOT_FOUND, N_("no such message"));
    return keep_thread_set_dirty(db, thread, error);
}

static gboolean
write_link(KeepDb *db, gint64 message_id, gint64 account_id, const char *verdict, gint64 now, GError **error)
{
    static const char PUT[] = "INSERT INTO manual_link (message_id, account_id, verdict, at) "
                              "VALUES (:message, :account, :verdict, :now) ON CONFLICT (message_id, account_id) "
                              "DO UPDATE SET verdict = excluded.verdict, at = excluded.at";
    static const char UNDO[] = "DELETE FROM manual_link WHERE message_id = :message AND account_id = :account";
    if (!verdict)
        return keep_db_run(db, UNDO, BIND(KI("message", message_id), KI("account", account_id)), error);
    return keep_db_run(db, PUT,
                       BIND(KI("message", message_id), KI("account", account_id), KT("verdict", verdict), KI("now", now)),
                       error);
}

gboolean
keep_link_put(KeepDb *db, gint64 message_id, gint64 account_id, const char *verdict, gint64 now, GError **error)
{
    if (!keep_db_begin(db, error))
        return FALSE;
    gboolean ok = mark(db, message_id, error) && write_link(db, message_id, account_id, verdict, now, error);
    return keep_db_end(db, ok, error);
}

/* An attendee without a name stands for the account, as in meetings entered by hand; a feed that changes leaves it alone. */
static gboolean
write_meeting_link(KeepDb *db, gint64 meeting_id, gint64 account_id, const char *verdict, gint64 now, GError **error)
{
    static const char FREE[] = "DELETE FROM meeting_reject WHERE meeting_id = :meeting AND account_id = :account";
    static const char REFUSE[] = "INSERT INTO meeting_reject (meeting_id, account_id, at) VALUES (:meeting, :account, :now)";
    static const char LEAVE[] = "DELETE FROM guest WHERE list_id = -:meeting AND addr = 'account:' || :account";
    static const char ATTEND[] = "INSERT INTO guest (list_id, addr, account_id, method, confidence) "
                                 "VALUES (-:meeting, 'account:' || :account, :account, 'manual', 100) "
                                 "ON CONFLICT (list_id, addr) DO UPDATE SET method = 'manual', confidence = 100";
    const KeepBind pair[] = { KI("meeting", meeting_id), KI("account", account_id), { NULL, KEEP_BIND_NULL, 0, 0, NULL } };
    gboolean is_link = verdict && g_str_equal(verdict, "link");
    return keep_guest_part(db, meeting_id, error) && keep_db_run(db, FREE, pair, error) && keep_db_run(db, is_link ? ATTEND : LEAVE, pair, error) &&
           (!verdict || is_link ||
            keep_db_run(db, REFUSE, BIND(KI("meeting", meeting_id), KI("account", account_id), KI("now", now)), error));
}

gboolean
keep_link_meeting(KeepDb *db, gint64 meeting_id, gint64 account_id, const char *verdict, gint64 now, GError **error)
{
    static const char DIRTY[] = "UPDATE meeting SET dirty = 1 WHERE id = :id";
    if (!keep_db_begin(db, error))
        return FALSE;
    gboolean ok = write_meeting_link(db, meeting_id, account_id, verdict, now, error) && /* the account it had must be seen to lose it */
                  keep_db_run(db, "UPDATE account SET dirty = 1 WHERE id = :id", BIND(KI("id", account_id)), error) &&
                  keep_db_run(db, DIRTY, BIND(KI("id", meeting_id)), error);
    return keep_db_end(db, ok, error);
}
