/* SPDX-License-Identifier: MIT
 * Links by hand. */
#include "keep/link.h"
#include "base/error.h"
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
        return fail(error, FAIL_NOT_FOUND, _("no such message"));
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
