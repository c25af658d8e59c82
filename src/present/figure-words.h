/* SPDX-License-Identifier: MIT
 * A figure in words: value, interval, target, status, change and period as the table of `kpi` and
 * the tiles of the dashboard show them. Every function returns a text that the caller frees, or
 * NULL where there is nothing to say. */
#pragma once
#include "base/figure.h"

/* VALUE in UNIT (15-A8): "60 %", "17,5 h", "12 d", "1 234 kr", "7". */
char *present_quantity(double value, const char *unit, gboolean swedish);
/* "23–88 %", or NULL without an interval. */
char *present_figure_interval(const Figure *figure, gboolean swedish);
/* "≥ 60 %", "≤ 28 d", "100–150", or NULL without a target. */
char *present_figure_target(const Figure *figure, gboolean swedish);
/* "+3,2 procentenheter", "−2", "±0": against the previous period, or NULL when one of the two has
 * no value. */
char *present_figure_change(const Figure *figure, gboolean swedish);
/* "inga data", "för få data", ...: why there is no value. Static. */
const char *present_null_reason(const char *reason);
/* "Source" for "source": what a figure is broken down by. Static, or KIND itself. */
const char *present_scope_kind(const char *kind);
/* "Source: cold calling" for "source:cold_calling", "Account: Boll AB (A1)" for "account:A1" with SUBJECT "Boll AB" (may be NULL): what a figure is of; NULL
 * for the whole business. */
char *present_scope(const char *scope, const char *subject);
