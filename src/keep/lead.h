/* SPDX-License-Identifier: MIT
 * Leads, the history of their stages, and the audit of what their forecast depends on (spec 06 §6.2, 15-B3..B7). */
#pragma once
#include "base/calendar.h"
#include "keep/row.h"

/* Saves the lead: columns of the table `lead` except stage_id, status, closed_at and closed_day, which follow from its stage. A new one needs account_id,
 * name, created_at and created_day, and begins in STAGE (code) at its creation, or at CLOSED_AT (0 = unknown) for won and lost; that history row is
 * synthetic. An existing one whose history is only that synthetic row follows a changed STAGE; real history is never overwritten
 * (15-B4). STAGE NULL = prospect for a new one. Changes of probability, amount, expected close, source and forecast category are audited at NOW. */
gboolean keep_lead_save(KeepDb *db, const char *ext_id, KeepFields *fields, const char *stage, gint64 closed_at, const Calendar *calendar,
                        gint64 now, gint64 *ret_id, gboolean *ret_is_new, GError **error);
/* Leads in STAGE are of its kind, which may have become another: open, won, lost or paused. */
gboolean keep_lead_follow_stage(KeepDb *db, const char *stage, gint64 now, GError **error);
/* The lead enters STAGE (code) at AT: history, status and closing in one. INGEST "live" or "backfill" (imported: an identical row is
 * a no-op, and the first real row replaces the synthetic one). */
gboolean keep_lead_stage(KeepDb *db, gint64 lead_id, const char *stage, gint64 at, const char *ingest, const Calendar *calendar, gint64 now,
                         GError **error);
/* An imported field change: FIELD a column of lead_change, values in that column's notation, NULL texts = unset (15-B7). */
gboolean keep_lead_change(KeepDb *db, gint64 lead_id, gint64 at, const char *field, const KeepBind *old_value, const KeepBind *new_value,
                          const Calendar *calendar, GError **error);
/* "open", "paused", "won" or "lost". Caller frees; NULL with ERROR. */
char *keep_lead_status(KeepDb *db, gint64 lead_id, GError **error);
/* REFUSED when touchpoints or proposals hang on it. */
gboolean keep_lead_remove(KeepDb *db, gint64 lead_id, GError **error);
