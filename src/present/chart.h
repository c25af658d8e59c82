/* SPDX-License-Identifier: MIT
 * A small SVG chart of a series: vector on paper, words for a screen reader, no script. */
#pragma once
#include "present/dashboard.h"

/* Appends a figure with a chart (bars for amounts, a line with its intervals for rates and times), its latest value, target, what it means, and
 * its values as a table to unfold; of an empty series nothing. ID makes its ids unique. */
void present_chart(GString *out, const DashboardSeries *series, const char *id, GTimeZone *zone, gboolean swedish);
/* Opens a figure that can have the focus, with its heading; who opens it explains it (present/explain.h) and closes it with "</figure>\n". */
void present_chart_open(GString *out, const char *id, const char *title);
