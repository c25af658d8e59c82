/* SPDX-License-Identifier: MIT
 * The KPI catalogue and its evaluation (spec 03, 15, 17-K): each KPI one .sql file, C only where a statistic needs it. */
#pragma once
#include "base/calendar.h"
#include "base/figure.h"
#include "base/option.h"
#include "keep/db.h"
#include "measure/memo.h"

/* What is special about a KPI. */
typedef enum {
    KPI_STATE = 1 << 0,    /* a state at the end of the period, or now while it runs (15-A6, A14); points and lifetimes are without saying */
    KPI_WINDOW = 1 << 1,   /* rolling, but takes a period asked for as its window (17-K1) */
    KPI_FILTERED = 1 << 2, /* the SQL filters by the scope asked for and calls the result "all" */
    KPI_LIST = 1 << 3,     /* its rows are the answer */
    KPI_MONTHLY = 1 << 4,  /* says nothing about less than a month (15-A21) */
    KPI_AMOUNTS = 1 << 5,  /* numerator and denominator count no units: no interval (15-A10) */
    KPI_HISTORIC = 1 << 6, /* looks back over the months of [win] lookback, 12 by default */
} KpiTrait;
typedef struct {
    const char *id;
    const char *title;     /* English, translatable; Swedish in po/sv.po */
    const char *unit;
    const char *primary;   /* "month", "point", "rolling90", "rolling12m", ... */
    const char *scopes;    /* "all", "account", "all source", ... */
    int maturity_days;     /* cohorts */
    const char *covered_by; /* "leads", "mail", "calendar", ... or NULL */
    const char *direction; /* of the shipped target or NULL */
    const char *formula;   /* in words */
    const char *source;    /* line of the business documents, "001:29" */
    unsigned traits;       /* of KpiTrait */
} KpiDefinition;
const KpiDefinition *measure_kpi_catalogue(gsize *ret_n);
/* One of them or of the user's own. */
const KpiDefinition *measure_kpi_find(const char *id);
/* Whether it has figures of "all", or of the kind of SCOPE. */
gboolean measure_kpi_has_scope(const KpiDefinition *kpi, const char *scope);
/* The SQL text of a KPI as compiled in. Borrowed. */
const char *measure_kpi_sql(const char *id);

typedef struct {
    KeepDb *db;
    const Calendar *calendar;
    const Config *config;
    gint64 now;
    gint64 account_id; /* of what is due: that of this account alone; 0 = everything */
    MeasureMemo *memo; /* borrowed; NULL = everything is asked anew */
} MeasureContext;
/* Figures of the KPI, one per scope printed by default (15-A15) or just SCOPE (NULL = default set); PERIOD NULL = the primary one. Appends to
 * FIGURES (of Figure*, owned). */
gboolean measure_kpi(const MeasureContext *context, const KpiDefinition *kpi, const Period *period, const char *scope,
                     GPtrArray *figures, GError **error);
/* Gives each figure about something its subject, for people; JSON and CSV do without. */
gboolean measure_kpi_subjects(const MeasureContext *context, GPtrArray *figures, GError **error);
/* The same of a shipped KPI, compared with no earlier period, and also where it is too early to tell: one of a series, a part of a chart. */
gboolean measure_kpi_alone(const MeasureContext *context, const KpiDefinition *kpi, const Period *period, const char *scope,
                           GPtrArray *figures, GError **error);
/* The rows behind the number: the common table expression `unit` with which each KPI's SQL ends (17-L9). */
Table *measure_kpi_explain(const MeasureContext *context, const KpiDefinition *kpi, const Period *period, const char *scope,
                           GError **error);
/* Whether the table `target` has any of the KPI. */
gboolean measure_kpi_has_target(const MeasureContext *context, const char *id, gboolean *ret, GError **error);
/* Fills target and status of FIGURE from the table (asked only if IS_ANY), else from a figure's own file (15-B15, 17-K3). */
gboolean measure_kpi_target(const MeasureContext *context, Figure *figure, gboolean is_any, GError **error);
