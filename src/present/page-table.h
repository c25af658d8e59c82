/* SPDX-License-Identifier: MIT
 * Tables of the dashboard: what is due, and any other. */
#pragma once
#include "base/table.h"

typedef struct {
    GTimeZone *zone;
    gboolean swedish;
    gint32 today;        /* local day */
    GHashTable *anchors; /* ids already on the page; each may stand only once */
} PageContext;

/* Appends TABLE's shown columns under CAPTION, or the line NONE when it has no rows. Rows get
 * anchors from their columns "account" and "lead". */
void present_page_table(GString *out, const Table *table, const char *caption, const char *none,
                        PageContext *context);
/* Appends the items of `due` (spec 00 §6) that ROWS (of guint) names: severity in words and colour, what and why,
 * day, and how to answer. */
void present_page_due(GString *out, const Table *table, const GArray *rows, const char *caption, PageContext *context);
/* "tomorrow", "in 3 days", "2 days late". Caller frees. */
char *present_distance(gint32 days);
