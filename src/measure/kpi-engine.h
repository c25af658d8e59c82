/* SPDX-License-Identifier: MIT
 * Parts of the KPI engine: what one evaluation binds, what a source covers, what a target says. */
#pragma once
#include "measure/kpi.h"

#define KPI_BINDS_MAX 60
typedef struct { /* one evaluation of one KPI */
    const MeasureContext *context;
    const KpiDefinition *kpi;
    Period period;
    gint64 now;        /* instant evaluated: the context's, or the end of a past day of a state KPI (15-A4, A6) */
    gint32 today;      /* its local day */
    const char *account, *contact, *segment, *source; /* filters; NULL = none. Borrowed */
    gint64 tier;       /* 0 = none */
    const char *formula; /* in words, with the numbers in force; interned or NULL */
    KeepBind binds[KPI_BINDS_MAX];
} KpiRun;
/* PERIOD NULL = the primary one; SCOPE NULL or "all" = no filter. BAD_INPUT when the KPI has no such scope. SCOPE must outlive RUN. */
gboolean measure_kpi_run_init(KpiRun *run, const MeasureContext *context, const KpiDefinition *kpi, const Period *period,
                              const char *scope, GError **error);
/* TRUE if the figure is a state at an instant, not a sum of events. */
gboolean measure_kpi_is_state(const KpiDefinition *kpi);
/* Around whatever runs SQL of the user's own: it can do nothing but read, and that not for long. GOOD and FAILURE are how it went; TRUE if it
 * was good and in time. */
void measure_kpi_guard(const KpiRun *run);
gboolean measure_kpi_unguard(const KpiRun *run, gboolean good, const GError *failure, GError **error);
/* The SQL with its last SELECT, or with all rows of `unit` instead. Rows of the second in the room's table form. */
KeepRows *measure_kpi_rows(const KpiRun *run, GError **error);
Table *measure_kpi_units(const KpiRun *run, const char *name, GError **error);
/* What people call a column of these, translated; NULL if it has no title. */
const char *measure_kpi_unit_title(const char *key);

typedef struct {
    gboolean ever;      /* there is anything at all */
    gboolean all_time;  /* covers all time */
    gint32 from;        /* first local day covered */
} KpiCoverage;
/* What the kind of data named by covered_by covers (15-A12, A19, 16-D06, 17-F). NULL kind = everything. */
gboolean measure_kpi_coverage(const MeasureContext *context, const char *kind, KpiCoverage *ret, GError **error);

/* "day", "week", "month", "quarter", "year" as tables have it, "" for others; and the period's key in the calendar table, 0 for others. */
const char *measure_kpi_period_name(PeriodKind kind);
gint64 measure_kpi_period_key(const Calendar *calendar, const Period *period);
