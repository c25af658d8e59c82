/* SPDX-License-Identifier: MIT
 * Notices: which open signals wait to be told. Nothing of this lives in memory: a signal waits until measure_due_notified
 * says otherwise, over restarts, quiet hours and missing notification servers. */
#pragma once
#include "measure/due.h"

/* Remembers context->now as that moment. */
gboolean measure_due_set_evaluated(const MeasureContext *context, GError **error);
/* TRUE if since the last evaluation a source was read whole for the first time or an import came: what is found now opens silently
 * (17-B2). Counts, not clocks: `--now` may stand still. */
gboolean measure_due_note_sources(const MeasureContext *context, gboolean *ret_is_news, GError **error);
/* The same, and the next evaluation of everything will be told so as well. */
gboolean measure_due_has_news(const MeasureContext *context, gboolean *ret_is_news, GError **error);
/* Appends every signal seen at the last evaluation of everything, or since, that waits to be told for the first time, again after it got worse or woke, or
 * for another time (of DueNotice); of context->account_id alone if there is one. */
gboolean measure_due_waiting(const MeasureContext *context, GArray *notices, GError **error);
