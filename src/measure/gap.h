/* SPDX-License-Identifier: MIT
 * Gaps: what Cadens knows that it does not know of its sources (spec 09 §9.1, 16-A03; ../notes/crm 4.1, 4.5). */
#pragma once
#include "measure/kpi.h"

typedef enum {
    READS_STORE = 0, /* only what people entered */
    READS_MAIL = 1 << 0,
    READS_CALENDAR = 1 << 1,
} Reads;

typedef struct {
    Reads kind;
    gboolean is_never; /* the source has never been read whole */
    gboolean blinds;   /* rules that read it are silent now */
    gint64 since;      /* all that is earlier is known; 0 = nothing is */
    gint64 until;      /* all that is later is known; 0 = nothing is */
} Gap;
/* Of the sources in the configuration, as of context->now. (of Gap) Caller unrefs; NULL on error. */
GArray *measure_gap_list(const MeasureContext *context, GError **error);
/* What rules must not read now. */
Reads measure_gap_blind(const GArray *gaps);
/* The earliest gap that touches [FROM, TO) in what READS names; 0 = none. */
gint64 measure_gap_since(const GArray *gaps, Reads reads, gint64 from, gint64 to);
