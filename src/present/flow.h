/* SPDX-License-Identifier: MIT
 * Where the pipeline comes from and where it goes: waterfall, funnel, sources; and who the revenue hangs on. */
#pragma once
#include "present/dashboard.h"

/* Each appends a figure whose rows are bars; of a series without figures nothing. */
void present_waterfall(GString *out, const DashboardSeries *series, GTimeZone *zone, gboolean swedish);
void present_funnel(GString *out, const DashboardSeries *series, GTimeZone *zone, gboolean swedish);
void present_conversion(GString *out, const DashboardSeries *series, GTimeZone *zone, gboolean swedish);
/* The rows of CONCENTRATION: the largest five, and all others as one. */
void present_concentration(GString *out, const Figure *concentration, GTimeZone *zone, gboolean swedish);
