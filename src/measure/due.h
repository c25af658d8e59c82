/* SPDX-License-Identifier: MIT
 * What is due: rules find conditions (pure), the engine diffs them with the live signals (spec 09 §9.1, 17-B). */
#pragma once
#include "base/alert.h"
#include "measure/kpi.h"

/* Every condition that holds at context->now, inhibited ones left out; of context->account_id alone if there is one. (of Alert*, owned) */
GPtrArray *measure_due_evaluate(const MeasureContext *context, GError **error);

typedef enum { DUE_OPENED, DUE_ESCALATED, DUE_WOKE, DUE_REPEAT } DueCause;
typedef struct { gint64 signal_id; DueCause cause; gboolean bubble; } DueNotice; /* bubble FALSE = digest only */
/* Stores the difference between ALERTS and the live signals (both of context->account_id alone if there is one) in one transaction: opened, seen,
 * escalated, woke, resolved, reopened.
 * What a first sync or an import brings opens silently (17-B2). Appends what deserves a notification to NOTICES (of DueNotice; may be NULL).
 * Stores nothing when NOW is earlier than the last evaluation. */
gboolean measure_due_apply(const MeasureContext *context, GPtrArray *alerts, GArray *notices, GError **error);

/* The last instant for which the difference was stored; 0 = never. */
gboolean measure_due_evaluated(const MeasureContext *context, gint64 *ret_at, GError **error);
/* For a NOW that the clock tells: what was stored for later instants, by --now or a clock that was wrong, counts as stored now, so that it
 * keeps nobody from evaluating until then. */
gboolean measure_due_forget_later(const MeasureContext *context, GError **error);

/* Live signals, of context->account_id if there is one, as `due` prints them: worst first (severity, due day, id). Hidden ones (snoozed, dismissed) with ALL. ALERTS: what
 * was just evaluated, so that no rule is asked again for its words; NULL = nothing was. */
Table *measure_due_table(const MeasureContext *context, gboolean all, const GPtrArray *alerts, GError **error);
/* The same with SIGNAL_ID alone; without a row if it is not live. */
Table *measure_due_item(const MeasureContext *context, gint64 signal_id, GError **error);
/* FALSE also if somebody dealt with it. */
gboolean measure_due_is_open(const MeasureContext *context, gint64 signal_id, gboolean *ret_is_open, GError **error);
gboolean measure_due_ack(const MeasureContext *context, gint64 signal_id, GError **error);
gboolean measure_due_snooze(const MeasureContext *context, gint64 signal_id, gint64 until, GError **error);
gboolean measure_due_dismiss(const MeasureContext *context, gint64 signal_id, GError **error);
/* `done`: a follow-up becomes done, a review is recorded as held today, a reply_owed episode is cancelled, anything else is suppressed
 * until its condition has been false once (17-B1). */
gboolean measure_due_done(const MeasureContext *context, gint64 signal_id, GError **error);
/* Makes a follow-up of a suggested promise (promise_suggested), due on DAY or, DAY_NONE, on the day that the letter names. Its external id; NULL on
 * failure, REFUSED for other items. Caller frees. */
char *measure_due_accept(const MeasureContext *context, gint64 signal_id, gint32 day, GError **error);
/* "1d", "3d", "1w", "2026-04-10", an instant: the instant until which a snooze lasts (a day = its 00:00 + work start); "morning": when work begins next;
 * "after the meeting": the end of the next meeting with the account of the item SIGNAL_ID. BAD_INPUT if TEXT says none, or one that
 * has passed; NOT_FOUND if there is no such meeting. */
gboolean measure_due_parse_snooze(const MeasureContext *context, gint64 signal_id, const char *text, gint64 *ret_until, GError **error);
/* TRUE if an item of RULE stands on one message or meeting that may have been given to the wrong account. */
gboolean measure_due_may_be_wrong(const char *rule);
/* "Wrong account": the message or meeting that the item stands on is taken from the account for good (keep/link.h), and the item ends. REFUSED for other
 * items. The thread or meeting is left to be settled. */
gboolean measure_due_wrong(const MeasureContext *context, gint64 signal_id, GError **error);
