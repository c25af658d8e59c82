/* SPDX-License-Identifier: MIT
 * Why: the steps of the rules for a stored message, a meeting or an address, and what would change the verdict. The rules are run again, by the
 * code that decides, with a trace (crm notes §6.2). */
#pragma once
#include "base/table.h"
#include "identify/match.h"
#include "measure/kpi.h"

/* Each adds to DOCUMENT facts, a table "steps" (address, role, step, verdict, reason, what, account; for people one sentence) and the list
 * "changes" of commands or settings that would change it. */
gboolean run_explain_message(const MeasureContext *context, gint64 message_id, gint64 thread_id, Document *document, GError **error);
gboolean run_explain_meeting(const MeasureContext *context, gint64 meeting_id, Document *document, GError **error);
/* A touchpoint by hand or from a file: who entered it, when, and what it named. */
gboolean run_explain_entered(const MeasureContext *context, gint64 touchpoint_id, Document *document, GError **error);
/* ADDR canonical. *RET_KNOWN: something is stored of it, or a rule speaks of it. */
gboolean run_explain_address(const MeasureContext *context, const char *addr, gboolean *ret_known, Document *document, GError **error);

typedef struct { char *ext_id, *name; } ExplainAccount; /* NULL, NULL = none */
/* One step in words, e.g. "A1 Kund has the domain kund.example". Caller frees. */
char *run_explain_words(const IdentifyStep *step, const ExplainAccount *account);
