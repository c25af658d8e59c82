/* SPDX-License-Identifier: MIT
 * An explanation as it grows, for the files that explain. */
#pragma once
#include "run/explain.h"

typedef struct {
    const MeasureContext *context;
    Table *steps;
    GPtrArray *changes; /* of char* */
} Explanation;
Explanation run_explanation_new(const MeasureContext *context);
void run_explanation_clear(Explanation *explanation);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Explanation, run_explanation_clear)
void run_explain_account_clear(ExplainAccount *account);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ExplainAccount, run_explain_account_clear)
/* The account of a row. */
gboolean run_explanation_account(const Explanation *explanation, gint64 id, ExplainAccount *ret, GError **error);
/* One more line; STEP is copied. */
gboolean run_explanation_step(Explanation *explanation, const IdentifyStep *step, GError **error);
/* A command or setting that would change it, once however often it is said. The same in every language: machines read it too. */
void run_explanation_suggest(Explanation *explanation, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Of a meeting that was imported: from which file. The steps of TRACE by hand are then what the file named. */
gboolean run_explain_entered_meeting(Explanation *explanation, gint64 meeting_id, IdentifyTrace *trace, Document *document, GError **error);
/* Hands the steps and the changes to DOCUMENT. */
void run_explanation_deliver(Explanation *explanation, Document *document);
