/* SPDX-License-Identifier: MIT
 * What a person answers to a signal: ack, snooze, dismiss, done (spec 09 §9.1, 17-B1). */
#include "measure/due.h"
#include "measure/due-signal.h"
#include "measure/playbook.h"
#include "measure/review.h"
#include "base/day.h"
#include "base/error.h"
#include "keep/promise.h"
#include "keep/review.h"
#include <glib/gi18n.h>
#include <string.h>

typedef gboolean (*SignalDeed)(const MeasureContext *context, const Signal *signal, gint64 argument,
                               GError **error);

/* One answer is one transaction. */
static gboolean
answer(const MeasureContext *context, gint64 signal_id, SignalDeed deed, gint64 argument,
       GError **error)
{
    if (!keep_db_begin(context->db, error))
        return FALSE;
    g_autoptr(Signal) signal = measure_due_signal_find(context->db, signal_id, error);
    if (!signal || !deed(context, signal, argument, error) || !keep_db_commit(context->db, error)) {
        keep_db_rollback(context->db);
        return FALSE;
    }
    return TRUE;
}

static gboolean
ack(const MeasureContext *context, const Signal *signal, gint64 argument G_GNUC_UNUSED,
    GError **error)
{
    return measure_due_signal_set(context->db, signal->id, "ack", 0, context->now, error);
}

gboolean
measure_due_ack(const MeasureContext *context, gint64 signal_id, GError **error)
{
    return answer(context, signal_id, ack, 0, error);
}

static gboolean
snooze(const MeasureContext *context, const Signal *signal, gint64 until, GError **error)
{
    return measure_due_signal_set(context->db, signal->id, "snoozed", until, context->now, error);
}

gboolean
measure_due_snooze(const MeasureContext *context, gint64 signal_id, gint64 until, GError **error)
{
    if (until <= context->now)
        return fail(error, FAIL_BAD_INPUT, N_("cannot snooze until a time that has passed"));
    return answer(context, signal_id, snooze, until, error);
}

/* The letter stands at the end of the key. */
static gint64
letter_of(const Signal *signal)
{
    return g_ascii_strtoll(strrchr(signal->key, ':') + 1, NULL, 10);
}

/* "Promise to note" answered with no. */
static gboolean
deny_promise(const MeasureContext *context, const Signal *signal, GError **error)
{
    return keep_promise_decide(context->db, letter_of(signal), "dismissed", context->now, error) &&
           measure_due_signal_resolve(context->db, signal->id, "denied", context->now, error);
}

static gboolean
accept_promise(const MeasureContext *context, const Signal *signal, gint32 day, char **ret_id, GError **error)
{
    gint64 suggested;
    gboolean is_found;
    if (!keep_db_int(context->db, "SELECT due_day FROM message_promise WHERE message_id = :id", BIND(KI("id", letter_of(signal))), &suggested, &is_found, error))
        return FALSE;
    if (day == DAY_NONE)
        day = is_found ? (gint32)suggested : calendar_day_of(context->calendar, context->now);
    return keep_promise_accept(context->db, letter_of(signal), signal->account_id, day, calendar_day_start(context->calendar, day + 1), context->now,
                               ret_id, error);
}

static gboolean
note_promise(const MeasureContext *context, const Signal *signal, GError **error)
{
    g_autofree char *id = NULL;
    return accept_promise(context, signal, DAY_NONE, &id, error);
}

char *
measure_due_accept(const MeasureContext *context, gint64 signal_id, gint32 day, GError **error)
{
    char *id = NULL;
    if (!keep_db_begin(context->db, error))
        return NULL;
    g_autoptr(Signal) signal = measure_due_signal_find(context->db, signal_id, error);
    gboolean good = signal != NULL;
    if (good && !g_str_equal(signal->rule, "promise_suggested"))
        good = fail(error, FAIL_REFUSED, N_("%d: is no promise to note"), (int)signal_id);
    if (good && accept_promise(context, signal, day, &id, error) &&
        measure_due_signal_resolve(context->db, signal_id, "done", context->now, error) && keep_db_commit(context->db, error))
        return id;
    keep_db_rollback(context->db);
    g_free(id);
    return NULL;
}

/* "Was this a review?" answered with no: the meeting is none, for good. */
static gboolean
deny_review(const MeasureContext *context, const Signal *signal, GError **error)
{
    return keep_db_run(context->db,
                       "UPDATE meeting SET purpose = 'other', purpose_by = 'user' "
                       "WHERE id = (SELECT meeting_id FROM review WHERE id = :review)",
                       BIND(KI("review", signal->subject_id)), error) &&
           keep_db_run(context->db, "DELETE FROM review WHERE id = :review AND confirmed = 0",
                       BIND(KI("review", signal->subject_id)), error) &&
           measure_due_signal_resolve(context->db, signal->id, "denied", context->now, error);
}

static gboolean
dismiss(const MeasureContext *context, const Signal *signal, gint64 argument G_GNUC_UNUSED,
        GError **error)
{
    if (g_str_equal(signal->rule, "review_unconfirmed"))
        return deny_review(context, signal, error);
    if (g_str_equal(signal->rule, "promise_suggested"))
        return deny_promise(context, signal, error);
    return measure_due_signal_set(context->db, signal->id, "dismissed", 0, context->now, error);
}

gboolean
measure_due_dismiss(const MeasureContext *context, gint64 signal_id, GError **error)
{
    return answer(context, signal_id, dismiss, 0, error);
}

/* What is worked out of the account's facts is worked out anew. */
static gboolean
mark_account(const MeasureContext *context, const Signal *signal, GError **error)
{
    return keep_db_run(context->db, "UPDATE account SET dirty = 1 WHERE id = :id",
                       BIND(KI("id", signal->account_id)), error);
}

/* A lead's last activity may be the promise that was kept. */
static gboolean
keep_promise(const MeasureContext *context, const Signal *signal, GError **error)
{
    return keep_db_run(
               context->db,
               "UPDATE follow_up SET status = 'done', done_at = :now WHERE id = :id AND status = 'open'",
               BIND(KI("now", context->now), KI("id", signal->subject_id)), error) &&
           mark_account(context, signal, error);
}

static gboolean
hold_review(const MeasureContext *context, const Signal *signal, GError **error)
{
    const char *kind = strrchr(signal->key, ':') + 1;
    gint32 today = calendar_day_of(context->calendar, context->now);
    return keep_review_save(context->db, signal->account_id, kind, today, TRUE, NULL, error);
}

static gboolean
confirm_review(const MeasureContext *context, const Signal *signal, GError **error)
{
    return keep_db_run(context->db, "UPDATE review SET confirmed = 1 WHERE id = :id",
                       BIND(KI("id", signal->subject_id)), error);
}

/* Answered otherwise; the rebuild of the account's episodes reads the decision. */
static gboolean
cancel_reply(const MeasureContext *context, const Signal *signal, GError **error)
{
    return keep_db_run(context->db,
                       "INSERT INTO episode_decision (episode_key, decision, at) "
                       "SELECT episode_key, 'cancelled', :now FROM response_episode WHERE id = :id "
                       "ON CONFLICT (episode_key) DO NOTHING",
                       BIND(KI("now", context->now), KI("id", signal->subject_id)), error) &&
           mark_account(context, signal, error);
}

static gboolean
open_playbook(const MeasureContext *context, const Signal *signal, GError **error)
{
    return measure_playbook_open(context, signal->account_id, signal->id, error);
}

static const struct {
    const char *rule;
    gboolean (*deed)(const MeasureContext *context, const Signal *signal, GError **error);
} deeds[] = {
    {"follow_up_due", keep_promise},
    {"follow_up_overdue", keep_promise},
    {"review_due", hold_review},
    {"review_overdue", hold_review},
    {"review_scheduled_late", hold_review},
    {"review_unconfirmed", confirm_review},
    {"promise_suggested", note_promise},
    {"reply_owed", cancel_reply},
    {"churn_playbook", open_playbook},
};

static gboolean
done(const MeasureContext *context, const Signal *signal, gint64 argument G_GNUC_UNUSED,
     GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(deeds); i++)
        if (g_str_equal(deeds[i].rule, signal->rule))
            return deeds[i].deed(context, signal, error) &&
                   measure_due_signal_resolve(context->db, signal->id, "done", context->now, error);
    return measure_due_signal_suppress(context->db, signal->id, context->now, error);
}

gboolean
measure_due_done(const MeasureContext *context, gint64 signal_id, GError **error)
{
    return answer(context, signal_id, done, 0, error);
}
