/* SPDX-License-Identifier: MIT
 * A small SVG chart of a series. */
#pragma once
#include "present/dashboard.h"

/* Appends a figure with a chart (bars for amounts, a line for rates and times) and its values as a
 * table to unfold. NUMBER (from 1) makes its ids unique. */
void present_chart(GString *out, const DashboardSeries *series, guint number, gboolean swedish);
