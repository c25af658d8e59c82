/* SPDX-License-Identifier: MIT
 * How recurring revenue came and went, month by month. */
#pragma once
#include "present/dashboard.h"

/* Appends a figure: above the line what came (new, expansion, reactivation), below it what went (contraction, churn). SERIES as in Dashboard.movements. */
void present_movements(GString *out, const GPtrArray *series, GTimeZone *zone, gboolean swedish);
