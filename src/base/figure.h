/* SPDX-License-Identifier: MIT
 * A figure: one value of one KPI, with everything that keeps it honest (spec 00 §4, 01 §1.3, 15-A). */
#pragma once
#include "base/period.h"
#include "base/table.h"

typedef struct Figure Figure;
struct Figure {
    const char *id;          /* KPI id; static */
    const char *title;       /* for people, translated; static */
    const char *formula;     /* what it means, translated; static; NULL = not told */
    const char *origin;      /* the kind of data it is taken from: "leads", "mail", ...; static or NULL */
    const char *source;      /* line of the business documents, "001:29"; static or NULL */
    char *scope;             /* "all" or "kind:key" */
    char *subject;           /* what people call the key: the name of an account, a service, ...; or NULL */
    Period period;
    gboolean has_value;
    double value;            /* unrounded; öre when unit is "ore" */
    gboolean value_is_int;   /* counts, öre, days, classes: printed without decimals */
    gboolean has_num, has_den, has_n, has_interval;
    double num, den;
    gboolean num_is_int, den_is_int;
    gint64 n;
    double lo, hi;
    const char *unit;        /* 15-A8; static */
    const char *null_reason; /* static; NULL when there is a value */
    gboolean is_partial;
    gboolean has_low, has_high;
    double target_low, target_high;
    const char *direction;   /* "higher", "lower", "range" or NULL; static */
    const char *status;      /* "green", "amber", "red", "grey", "none"; static */
    gboolean has_previous, previous_has_value;
    Period previous_period;
    double previous_value;
    gboolean previous_is_int;
    gint64 previous_n;
    gint64 incomplete_since; /* a source it reads has a gap since then; 0 = none */
    gboolean is_restated;    /* it was another when its period was over */
    Table *rows;             /* list-valued KPIs; or NULL */
};
Figure *figure_new(const char *id);
void figure_free(Figure *figure);
/* FIGURE was as BEFORE is, in PERIOD. */
void figure_compare(Figure *figure, const Figure *before, const Period *period);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Figure, figure_free)
