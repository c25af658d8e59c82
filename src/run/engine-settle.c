/* SPDX-License-Identifier: MIT
 * What is stored is worked out: threads, meetings, accounts, and what is due. */
#include "run/engine-parts.h"
#include "identify/message.h"
#include "keep/meeting.h"
#include "keep/setting.h"
#include "keep/tomb.h"
#include "measure/due-notice.h"
#include "measure/episode.h"
#include "measure/follow-up.h"
#include "measure/review.h"
#include "run/ladder.h"
#include "run/meeting.h"

#define SETTLE_THREADS 64 /* a slice: some milliseconds, and as much memory as its mails */
#define SETTLE_MEETINGS 500
#define SETTLE_ACCOUNTS 20
#define TOUCHED_MAX 16 /* more accounts than these: everything is evaluated at once */
#define SETTLE_SHORT_US 50000    /* the daemon has other things to do as well */
#define SETTLE_LONG_US 1000000   /* nobody waits: fewer transactions write fewer pages */

static gboolean
save_verdict(Engine *engine, const KeepMessage *kept, const IdentifyMessage *message, GError **error)
{
    g_autoptr(GArray) matches = g_array_new(FALSE, TRUE, sizeof(KeepMatch));
    for (guint i = 0; message->matches != NULL && i < message->matches->len; i++) {
        const IdentifyFound *found = &g_array_index(message->matches, IdentifyFound, i);
        const KeepMatch match = { found->match.account_id, found->match.contact_id, found->addr, found->match.method,
                                  found->match.rule, found->match.confidence, found->is_copied };
        g_array_append_val(matches, match);
    }
    const KeepVerdict verdict = { message->direction, message->verdict.class, message->verdict.because, message->is_skipped,
                                  matches };
    return keep_mail_settle(engine->db, kept, &verdict, error);
}

/* N messages of one thread. */
static gboolean
settle_thread(Engine *engine, KeepMessage *const *kept, guint n, GError **error)
{
    g_autofree IdentifyMessage *messages = g_new0(IdentifyMessage, n);
    for (guint i = 0; i < n; i++)
        run_ladder_message(kept[i], &messages[i]);
    identify_thread(engine->index, messages, n, (int)config_int(engine->profile->config, "reply", "bulk_max_accounts"));
    gboolean good = TRUE;
    for (guint i = 0; i < n; i++) {
        good = good && save_verdict(engine, kept[i], &messages[i], error);
        identify_message_clear(&messages[i]);
    }
    return good;
}

static guint
thread_length(KeepMessage *const *kept, guint n)
{
    guint length = 1;
    while (length < n && kept[length]->thread_id == kept[0]->thread_id)
        length++;
    return length;
}

/* *RET_DID: something was settled, so there may be more. */
static gboolean
settle_threads(Engine *engine, gboolean *ret_did, GError **error)
{
    g_autoptr(GArray) dirty = keep_thread_dirty(engine->db, SETTLE_THREADS, error);
    g_autoptr(GPtrArray) kept = dirty != NULL ? keep_thread_load(engine->db, dirty, error) : NULL;
    if (kept == NULL || (dirty->len > 0 && !run_engine_ensure_index(engine, error)))
        return FALSE;
    for (guint i = 0, n = 0; i < kept->len; i += n) {
        KeepMessage *const *thread = (KeepMessage *const *)&kept->pdata[i];
        n = thread_length(thread, kept->len - i);
        if (!settle_thread(engine, thread, n, error))
            return FALSE;
    }
    *ret_did = dirty->len > 0;
    return keep_thread_clean(engine->db, dirty, error);
}

#define AWAKE "settled.until" /* setting: meetings that ended up to then have their touchpoints */

static gint64
awake_until(const Engine *engine)
{
    g_autofree char *text = keep_setting_get(engine->db, AWAKE, NULL);
    return text != NULL ? g_ascii_strtoll(text, NULL, 10) : 0;
}

/* Who asks about an instant before the last one that was asked about finds the store as it was left, and leaves it so: as of the later one. */
static gint64
settling_moment(const Engine *engine)
{
    gint64 now = run_engine_now(engine);
    return engine->fixed_now != 0 ? MAX(now, awake_until(engine)) : now;
}

/* What the index of the ladder would have found out, also while nothing asks for it: that names changed, or that nobody can tell any more whom to
 * forget. */
static gboolean
look_around(Engine *engine, GError **error)
{
    if (engine->index != NULL)
        return TRUE;
    g_autoptr(KeepTombs) tombs = keep_tombs_load(engine->db, error);
    return tombs != NULL && run_engine_follow_names(engine, error);
}

static gboolean
settle_meetings(Engine *engine, gboolean *ret_more, GError **error)
{
    if (!look_around(engine, error))
        return FALSE;
    g_autoptr(GPtrArray) meetings = keep_meeting_dirty(engine->db, SETTLE_MEETINGS, NULL, error);
    if (meetings == NULL)
        return FALSE;
    *ret_more = meetings->len > 0;
    return !*ret_more || (run_engine_ensure_index(engine, error) && run_meeting_settle(engine->db, engine->index, settling_moment(engine), meetings, error));
}

static void
note_touched(Engine *engine, const GArray *accounts)
{
    for (guint i = 0; i < accounts->len && engine->touched->len <= TOUCHED_MAX; i++) {
        gboolean is_known = FALSE;
        for (guint j = 0; j < engine->touched->len; j++)
            is_known = is_known || g_array_index(engine->touched, gint64, j) == g_array_index(accounts, gint64, i);
        if (!is_known)
            g_array_append_val(engine->touched, g_array_index(accounts, gint64, i));
    }
}

static gboolean
settle_accounts(Engine *engine, gboolean *ret_more, GError **error)
{
    guint left = 0;
    g_autoptr(GArray) refreshed = g_array_new(FALSE, FALSE, sizeof(gint64));
    if (!measure_episode_refresh(engine->db, engine->profile->calendar, engine->profile->config, settling_moment(engine),
                                 SETTLE_ACCOUNTS, refreshed, &left, error))
        return FALSE;
    note_touched(engine, refreshed);
    *ret_more = left > 0;
    return TRUE;
}

/* Accounts wait until no thread or meeting is dirty: an account is rebuilt once, not once per slice. */
static gboolean
settle_slice(Engine *engine, gboolean *ret_more, GError **error)
{
    if (!settle_threads(engine, ret_more, error))
        return FALSE;
    if (*ret_more)
        return TRUE;
    if (!settle_meetings(engine, ret_more, error))
        return FALSE;
    return *ret_more || settle_accounts(engine, ret_more, error);
}

typedef gboolean (*Slice)(Engine *engine, gboolean *ret_more, GError **error);

static gboolean
settle_slices(Engine *engine, Slice slice, gint64 budget_us, gboolean *ret_more, GError **error)
{
    gint64 end = g_get_monotonic_time() + budget_us;
    gboolean good = TRUE;
    for (*ret_more = TRUE; good && *ret_more && g_get_monotonic_time() < end;)
        good = slice(engine, ret_more, error);
    return good;
}

/* One transaction. */
static gboolean
settle_for(Engine *engine, Slice slice, gint64 budget_us, gboolean *ret_more, GError **error)
{
    if (!keep_db_begin(engine->db, error))
        return FALSE;
    if (!settle_slices(engine, slice, budget_us, ret_more, error)) {
        keep_db_rollback(engine->db);
        g_clear_pointer(&engine->index, identify_index_free);
        return FALSE;
    }
    if (!*ret_more && slice == settle_slice) { /* accounts, own addresses and competitors may change before the next burst */
        g_clear_pointer(&engine->index, identify_index_free);
        g_clear_pointer(&engine->keywords, identify_keywords_free);
    }
    return keep_db_commit(engine->db, error);
}

gboolean
run_engine_settle(Engine *engine, gboolean *ret_more, GError **error)
{
    return settle_for(engine, settle_slice, SETTLE_SHORT_US, ret_more, error);
}

gboolean
run_engine_settle_threads(Engine *engine, gboolean *ret_more, GError **error)
{
    return settle_for(engine, settle_threads, SETTLE_SHORT_US, ret_more, error);
}

gboolean
run_engine_settle_all(Engine *engine, GError **error)
{
    for (gboolean more = TRUE; more;)
        if (!settle_for(engine, settle_slice, SETTLE_LONG_US, &more, error))
            return FALSE;
    return TRUE;
}

/* --- what is due ------------------------------------------------------------------------------------------------------ */

/* Time itself changes things: a meeting that ended since the last look was held. And when the clock says that it is earlier than what
 * was looked at (somebody asked about the future, or the clock was wrong), such a meeting has not been held yet. */
static gboolean
wake(Engine *engine, GError **error)
{
    gint64 now = run_engine_now(engine), then = awake_until(engine);
    if (then == now || (then > now && engine->fixed_now != 0))
        return TRUE;
    g_autofree char *until = g_strdup_printf("%" G_GINT64_FORMAT, now);
    return keep_meeting_wake(engine->db, MIN(then, now), MAX(then, now), error) &&
           measure_episode_wake(engine->db, MIN(then, now), MAX(then, now), error) &&
           keep_setting_set(engine->db, AWAKE, until, now, error);
}

gboolean
run_engine_wake(Engine *engine, GError **error)
{
    return wake(engine, error) && run_engine_settle_all(engine, error);
}

/* *RET_IS_PAST: a question about an instant before the last evaluation, for which nothing is stored (17-A2). */
static gboolean
look_back(const Engine *engine, const MeasureContext *measure, gboolean *ret_is_past, GError **error)
{
    gint64 last;
    if ((engine->fixed_now == 0 && !measure_due_forget_later(measure, error)) || !measure_due_evaluated(measure, &last, error))
        return FALSE;
    *ret_is_past = measure->now < last;
    return TRUE;
}

/* Of everything, or of one account. */
static gboolean
evaluate(Engine *engine, const MeasureContext *measure, GArray *notices, GPtrArray **ret_alerts, GError **error)
{
    if (!measure_review_record(measure, error) || !measure_follow_up_auto_close(measure, error) || !run_engine_settle_all(engine, error))
        return FALSE;
    g_autoptr(GPtrArray) alerts = measure_due_evaluate(measure, error);
    if (alerts == NULL || !measure_due_apply(measure, alerts, notices, error))
        return FALSE;
    if (ret_alerts != NULL)
        *ret_alerts = g_steal_pointer(&alerts);
    return TRUE;
}

static gboolean
evaluate_everything(Engine *engine, const MeasureContext *measure, GArray *notices, GPtrArray **ret_alerts, GError **error)
{
    if (!evaluate(engine, measure, notices, ret_alerts, error))
        return FALSE;
    g_array_set_size(engine->touched, 0);
    engine->complete_day = calendar_day_of(measure->calendar, measure->now);
    return TRUE;
}

/* Settling one account may touch another, which then has its turn at the end. */
static gboolean
evaluate_touched(Engine *engine, const MeasureContext *measure, GArray *notices, GError **error)
{
    for (guint i = 0; i < engine->touched->len; i++) {
        MeasureContext narrow = *measure;
        narrow.account_id = g_array_index(engine->touched, gint64, i);
        if (!evaluate(engine, &narrow, notices, NULL, error))
            return FALSE;
    }
    g_array_set_size(engine->touched, 0);
    return TRUE;
}

gboolean
run_engine_evaluate(Engine *engine, GArray *notices, GPtrArray **ret_alerts, GError **error)
{
    const MeasureContext measure = run_engine_measure(engine);
    gboolean is_past;
    if (!look_back(engine, &measure, &is_past, error))
        return FALSE;
    return is_past || (run_engine_wake(engine, error) && evaluate_everything(engine, &measure, notices, ret_alerts, error));
}

/* A day makes everything a day older, and what a source or an import brings for the first time opens silently, whomever it is about (17-B2). */
static gboolean
is_enough(const Engine *engine, const MeasureContext *measure, gboolean *ret, GError **error)
{
    gboolean is_news;
    if (!measure_due_has_news(measure, &is_news, error))
        return FALSE;
    *ret = !is_news && engine->complete_day == calendar_day_of(measure->calendar, measure->now) && engine->touched->len <= TOUCHED_MAX;
    return TRUE;
}

gboolean
run_engine_evaluate_touched(Engine *engine, GArray *notices, GError **error)
{
    const MeasureContext measure = run_engine_measure(engine);
    gboolean is_past, is_touched_enough;
    if (!look_back(engine, &measure, &is_past, error))
        return FALSE;
    if (is_past)
        return TRUE;
    if (!run_engine_wake(engine, error) || !is_enough(engine, &measure, &is_touched_enough, error))
        return FALSE;
    return is_touched_enough ? evaluate_touched(engine, &measure, notices, error) : evaluate_everything(engine, &measure, notices, NULL, error);
}
