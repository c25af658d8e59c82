/* SPDX-License-Identifier: MIT
 * The dashboard page: one self-contained HTML file with inline SVG, strict CSP, dark mode, readable by a screen reader and on paper. */
#pragma once
#include "base/figure.h"
#include "base/table.h"

typedef struct { /* a series for a small chart */
    const char *title, *unit;
    GPtrArray *labels; /* of char* */
    GArray *values;    /* of double; NAN = null */
} DashboardSeries;
typedef struct {
    gint64 now;
    GTimeZone *zone;
    gboolean swedish;
    GPtrArray *figures;  /* of Figure*: the tiles, in order */
    const Table *due, *meetings, *touchpoints, *sources, *owed; /* NULL = left out */
    GPtrArray *series;   /* of DashboardSeries* */
} Dashboard;
/* The page as text. Caller frees. */
char *present_dashboard(const Dashboard *dashboard);
/* Writes TEXT to PATH by temporary file, fsync and rename, mode 0600, making parents 0700. */
gboolean present_write_file(const char *path, const char *text, GError **error);
