/* SPDX-License-Identifier: MIT
 * The dashboard page: one self-contained HTML file with inline SVG, strict CSP, dark mode, readable by a screen reader and on paper. */
#pragma once
#include "base/figure.h"
#include "base/table.h"
#include "base/week-hours.h"

typedef struct { /* figures side by side: of weeks, months, stages, sources */
    const char *title;  /* NULL = that of the figures */
    GPtrArray *labels;  /* of char*, owned */
    GPtrArray *figures; /* of Figure*, as many, owned */
} DashboardSeries;
DashboardSeries *present_series_new(const char *title);
void present_series_free(DashboardSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DashboardSeries, present_series_free)
/* Takes FIGURE. */
void present_series_add(DashboardSeries *series, const char *label, Figure *figure);

typedef enum { CHARTS_RESPONSES, CHARTS_HEALTH, CHARTS_EFFORT, CHARTS_KINDS } ChartsKind;
typedef struct { /* one of the things that a new user has to do before the page can tell anything */
    const char *words;   /* translated; static */
    const char *command; /* to type; static */
    gboolean done;
} DashboardStep;

/* Everything is borrowed; what is NULL is left out. */
typedef struct {
    gint64 now;
    GTimeZone *zone;
    gboolean swedish;
    const DashboardStep *steps; /* ended by one without words */
    GPtrArray *figures;         /* of Figure*: the tiles */
    const Table *due, *meetings, *touchpoints, *sources, *owed, *customers;
    GPtrArray *charts[CHARTS_KINDS]; /* of DashboardSeries* */
    const DashboardSeries *waterfall; /* components of pipeline_value_change, from opening to closing */
    const DashboardSeries *funnel;    /* stages of stage_conversion_rate, in their order */
    const DashboardSeries *conversion; /* sources of source_conversion_rate */
    GPtrArray *movements;       /* of DashboardSeries*: mrr, mrr_new, mrr_expansion, mrr_reactivation, mrr_contraction, mrr_churn, the same months in each */
    const Figure *concentration; /* its rows are the customers, largest first: account, name, net_ore */
    const WeekHours *hours;
} Dashboard;
/* The page as text. Caller frees. */
char *present_dashboard(const Dashboard *dashboard);
/* Writes TEXT to PATH by temporary file, fsync and rename, mode 0600, making parents 0700. */
gboolean present_write_file(const char *path, const char *text, GError **error);
