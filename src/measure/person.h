/* SPDX-License-Identifier: MIT
 * All that is stored on a person (spec 00 §3 personal-data). */
#pragma once
#include "measure/kpi.h"

/* Adds a table for each kind of thing to DOCUMENT; ADDRESS canonical, other addresses of the same contact included. *RET_ROWS in all. */
gboolean measure_person(const MeasureContext *context, const char *address, Document *document, guint *ret_rows, GError **error);

typedef struct { /* letters from an address, letters to it, meetings it is at */
    gint64 sent, received, meetings;
} PersonKnown;
gboolean measure_person_known(const MeasureContext *context, const char *address, PersonKnown *ret, GError **error);
