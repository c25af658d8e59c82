/* SPDX-License-Identifier: MIT
 * The table of figures as people read it, made from the one that machines read. */
#pragma once
#include "base/table.h"

#define FIGURES_DETAILS_WIDTH 150 /* columns of a terminal from which there is room for all */
/* TRUE if TABLE was made by present_figures(). */
gboolean present_figures_is(const Table *table);
/* The same figures with values, intervals and targets in words, for a terminal of WIDTH columns (0 = no limit), without
 * details where they have no room. Caller owns. */
Table *present_figures_readable(const Table *table, int width, gboolean swedish);
