/* SPDX-License-Identifier: MIT
 * Why an item is due: the rule in words, what it found, its limits, when it ends, and what became of it (spec 09 §9.1). */
#pragma once
#include "measure/due.h"

/* The signal, resolved ones too, as of CONTEXT->now; NOT_FOUND if it was never there. Facts of the document: the signal, the rule, whether it
 * holds; tables "thresholds", "details" and "events". Caller owns. */
Document *measure_due_why(const MeasureContext *context, gint64 signal_id, GError **error);

typedef struct { /* what the details are looked up by */
    const char *subject_kind, *suffix; /* SUFFIX: the end of the key ("qbr") */
    gint64 subject_id, account_id, lead_id; /* 0 = none */
} DueWhySubject;
/* Table "details": what is stored of the subject, its lead and its account. */
Table *measure_due_why_details(const MeasureContext *context, const DueWhySubject *subject, GError **error);
