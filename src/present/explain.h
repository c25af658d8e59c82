/* SPDX-License-Identifier: MIT
 * What a number means and where it comes from, shown when it has the focus. */
#pragma once
#include "base/figure.h"

/* Appends the explanation of FIGURE under the id "ID-why": definition, how it was computed, n, interval, period, data and source. To be
 * named by aria-describedby of what it explains. */
void present_explain(GString *out, const Figure *figure, const char *id, GTimeZone *zone, gboolean swedish);
/* The same of what is no figure of the catalogue. */
void present_explain_words(GString *out, const char *id, const char *definition, const char *n);
