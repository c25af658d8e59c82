/* SPDX-License-Identifier: MIT
 * Telling with restraint: how many bubbles may be shown now, the digest of everything else, and the memory of what was told
 * (spec 09 §9.1, 17-L5). Nothing is lost: a signal waits in the store until measure_due_notified or measure_due_digest_told. */
#pragma once
#include "measure/due.h"

/* How many bubbles may be shown now: none outside [notify] hours, during a meeting or when not enabled, else what max_per_hour and max_per_day leave. */
gboolean measure_due_may_bubble(const MeasureContext *context, guint *ret_room, GError **error);
/* Whether bubbles may be on the screen at all: not outside [notify] hours, during a meeting or when not enabled. */
gboolean measure_due_may_show(const MeasureContext *context, gboolean *ret, GError **error);
/* The signal was shown as a bubble. */
gboolean measure_due_notified(const MeasureContext *context, gint64 signal_id, GError **error);
/* A person closed its bubble: seen, but neither done nor acknowledged. */
gboolean measure_due_closed(const MeasureContext *context, gint64 signal_id, GError **error);
/* Appends the open signals whose bubble of today nobody has closed: a new server, or a new daemon, shows them again without counting
 * them as told anew (of gint64). */
gboolean measure_due_on_screen(const MeasureContext *context, GArray *signals, GError **error);

#define DIGEST_LINES 5
typedef struct {
    char *summary;     /* "To do: 7" */
    GPtrArray *lines;  /* of char*; at most DIGEST_LINES, the last perhaps "and 3 more" */
    GArray *signals;   /* of gint64: what it tells */
    GPtrArray *reports; /* of char*: files that it tells to read */
} DueDigest;
void measure_due_digest_free(DueDigest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DueDigest, measure_due_digest_free)
/* Everything that waits to be told, by rule, worst first; without lines when nothing waits. Caller frees; NULL on error. */
DueDigest *measure_due_digest(const MeasureContext *context, GError **error);
/* The digest was shown (or had nothing to say): its signals are told, and today's is done. */
gboolean measure_due_digest_told(const MeasureContext *context, const DueDigest *digest, GError **error);
/* [notify] digest_at of the day, on the business's clock. */
gint64 measure_due_digest_at(const MeasureContext *context, gint32 day);
/* TRUE on a workday from [notify] digest_at to the end of work (or of the day, with hours = always), until today's was told;
 * not during a meeting. */
gboolean measure_due_digest_is_time(const MeasureContext *context, gboolean *ret_is_time, GError **error);
