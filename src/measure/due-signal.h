/* SPDX-License-Identifier: MIT
 * Live signals: what the store remembers of an alert (spec 09 §9.1). Each change of state is one event. */
#pragma once
#include "base/alert.h"
#include "measure/kpi.h"

typedef struct {
    gint64 id, lead_id, account_id, subject_id;
    char *key, *rule;
    char *state; /* "open", "ack", "snoozed", "dismissed" */
    int severity;
    gint64 last_seen_at, snooze_until_at;
    gboolean is_present; /* an alert of this evaluation has its key */
} Signal;
void measure_due_signal_free(gpointer signal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Signal, measure_due_signal_free)
/* Every row that is not resolved, of an account if ACCOUNT_ID is not 0: key -> Signal*, owned. */
GHashTable *measure_due_signal_live(KeepDb *db, gint64 account_id, GError **error);
/* *RET: the live row of a key, or NULL. Caller frees. */
gboolean measure_due_signal_by_key(KeepDb *db, const char *key, Signal **ret, GError **error);
/* The live row; NOT_FOUND if there is none (any more). Caller frees. */
Signal *measure_due_signal_find(KeepDb *db, gint64 id, GError **error);

/* A new row, or the row of the same key resolved less than a day ago opened again without a word (flap guard). */
gboolean measure_due_signal_open(KeepDb *db, const Alert *alert, gboolean silent, gint64 now, GError **error);
/* The condition still holds: seen, escalated, woken. */
gboolean measure_due_signal_refresh(KeepDb *db, const Signal *signal, const Alert *alert, gint64 now, GError **error);
gboolean measure_due_signal_resolve(KeepDb *db, gint64 id, const char *why, gint64 now, GError **error);
/* STATE "ack", "snoozed" (until UNTIL) or "dismissed". */
gboolean measure_due_signal_set(KeepDb *db, gint64 id, const char *state, gint64 until, gint64 now, GError **error);
/* `done` on what cannot be done in the store: quiet until the condition has been false once (17-B1). */
gboolean measure_due_signal_suppress(KeepDb *db, gint64 id, gint64 now, GError **error);
gboolean measure_due_signal_event(KeepDb *db, gint64 id, const char *event, const char *detail, gint64 now,
                                  GError **error);
