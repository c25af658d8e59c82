/* SPDX-License-Identifier: MIT
 * Promises found in our own letters. */
#include "keep/promise.h"
#include "base/error.h"
#include "keep/row.h"
#include <glib/gi18n.h>

gboolean
keep_promise_note(KeepDb *db, const KeepFolder *folder, guint32 uidvalidity, guint32 uid, gint32 due_day, const char *pattern, GError **error)
{
    static const char NOTE[] = "INSERT INTO message_promise (message_id, due_day, pattern) SELECT message_id, :day, :pattern FROM ledger "
                               "WHERE folder_id = :folder AND uidvalidity = :validity AND uid = :uid AND message_id IS NOT NULL ON CONFLICT DO NOTHING";
    return keep_db_run(db, NOTE,
                       BIND(KI("day", due_day), KT("pattern", pattern), KI("folder", folder->id), KI("validity", uidvalidity), KI("uid", uid)), error);
}

gboolean
keep_promise_decide(KeepDb *db, gint64 message_id, const char *decision, gint64 now, GError **error)
{
    return keep_db_run(db, "UPDATE message_promise SET decided = :decision, decided_at = :now WHERE message_id = :id",
                       BIND(KT("decision", decision), KI("now", now), KI("id", message_id)), error);
}

gboolean
keep_promise_accept(KeepDb *db, gint64 message_id, gint64 account_id, gint32 due_day, gint64 due_at, gint64 now, char **ret_id, GError **error)
{
    static const char ADD[] =
        "INSERT INTO follow_up (ext_id, account_id, lead_id, contact_id, promise, created_at, thread_id, committed_due_day, committed_due_at, due_day, due_at) "
        "SELECT :ext, t.account_id, t.lead_id, t.contact_id, COALESCE(NULLIF(m.subject, '') || ': ', '') || p.pattern, :now, t.thread_id, :day, :at, :day, :at "
        "FROM touchpoint t JOIN message m ON m.id = t.email_id JOIN message_promise p ON p.message_id = m.id "
        "WHERE t.email_id = :message AND t.account_id = :account";
    g_autofree char *id = keep_row_new_id(db, "follow_up", error);
    if (!id || !keep_db_run(db, ADD,
                            BIND(KT("ext", id), KI("now", now), KI("day", due_day), KI("at", due_at), KI("message", message_id), KI("account", account_id)), error))
        return FALSE;
    if (keep_db_changes(db) == 0)
        return fail(error, FAIL_NOT_FOUND, N_("the letter with the promise is not in the log any more"));
    *ret_id = g_steal_pointer(&id);
    return keep_promise_decide(db, message_id, "accepted", now, error) &&
           keep_db_run(db, "UPDATE account SET dirty = 1 WHERE id = :id", BIND(KI("id", account_id)), error);
}
