/* SPDX-License-Identifier: MIT
 * What the charts of the dashboard are made of (spec 10 §10.1). All of it is the caller's; NULL on error. */
#pragma once
#include "measure/kpi.h"
#include "present/dashboard.h"

/* The charts of KIND. (of DashboardSeries*) */
GPtrArray *run_charts(const MeasureContext *measure, ChartsKind kind, GError **error);
/* The components of pipeline_value_change over the last thirty days. */
DashboardSeries *run_charts_waterfall(const MeasureContext *measure, GError **error);
/* Stages by their names, sources by theirs: the leads of a year that have had 180 days to become customers; of a younger business those that there are. */
DashboardSeries *run_charts_funnel(const MeasureContext *measure, gboolean swedish, GError **error);
DashboardSeries *run_charts_conversion(const MeasureContext *measure, GError **error);
/* Twelve months of mrr and what moved it, as in Dashboard.movements. */
GPtrArray *run_charts_movements(const MeasureContext *measure, GError **error);
/* revenue_concentration_top5 with its customers. */
Figure *run_charts_concentration(const MeasureContext *measure, GError **error);
