/* SPDX-License-Identifier: MIT
 * "Wrong account": what an item stands on is taken from the account that it was given to. */
#include "measure/due.h"
#include "measure/due-signal.h"
#include "base/error.h"
#include "keep/link.h"
#include <glib/gi18n.h>
#include <string.h>

/* Items that stand on one message (or meeting), and how it is found: by the subject or by what stands at the end of the key. */
static const struct {
    const char *rule;
    const char *message, *meeting; /* SQL, knowing :subject and :last; NULL = on none */
} grounds[] = {
    {"reply_owed", "SELECT open_message_id FROM response_episode WHERE id = :subject AND :last IS NOT NULL", NULL},
    {"promise_suggested", "SELECT id FROM message WHERE id = :last AND :subject IS NOT NULL", NULL},
    {"meeting_prep_due", NULL, "SELECT id FROM meeting WHERE id = :subject AND :last IS NOT NULL"},
    {"review_unconfirmed", NULL, "SELECT meeting_id FROM review WHERE id = :subject AND :last IS NOT NULL"},
};

static gssize
ground_of(const char *rule)
{
    for (gsize i = 0; i < G_N_ELEMENTS(grounds); i++)
        if (g_str_equal(grounds[i].rule, rule))
            return (gssize)i;
    return -1;
}

gboolean
measure_due_may_be_wrong(const char *rule)
{
    return ground_of(rule) >= 0;
}

static gboolean
refuse(const MeasureContext *context, const Signal *signal, GError **error)
{
    gssize place = ground_of(signal->rule);
    gint64 id = 0, last = g_ascii_strtoll(strrchr(signal->key, ':') + 1, NULL, 10);
    gboolean is_found = FALSE;
    if (place < 0 || signal->account_id == 0)
        return fail(error, FAIL_REFUSED, N_("%d: stands on no single message or meeting; see `cadens touchpoint unlink`"), (int)signal->id);
    const char *message = grounds[place].message, *meeting = grounds[place].meeting;
    if (!keep_db_int(context->db, message ? message : meeting, BIND(KI("subject", signal->subject_id), KI("last", last)), &id, &is_found, error))
        return FALSE;
    if (!is_found)
        return fail(error, FAIL_NOT_FOUND, N_("%d: what it stood on is no longer there"), (int)signal->id);
    return message ? keep_link_put(context->db, id, signal->account_id, "reject", context->now, error)
                   : keep_link_meeting(context->db, id, signal->account_id, "reject", context->now, error);
}

gboolean
measure_due_wrong(const MeasureContext *context, gint64 signal_id, GError **error)
{
    if (!keep_db_begin(context->db, error))
        return FALSE;
    g_autoptr(Signal) signal = measure_due_signal_find(context->db, signal_id, error);
    gboolean good = signal != NULL && refuse(context, signal, error) &&
                    measure_due_signal_resolve(context->db, signal_id, "wrong_account", context->now, error);
    if (good && keep_db_commit(context->db, error))
        return TRUE;
    keep_db_rollback(context->db);
    return FALSE;
}
