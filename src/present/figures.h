/* SPDX-License-Identifier: MIT
 * The table of figures as people read it, made from the one that machines read. */
#pragma once
#include "base/table.h"

/* TRUE if TABLE was made by present_figures(). */
gboolean present_figures_is(const Table *table);
/* The same figures with values, intervals and targets in words. Caller owns. */
Table *present_figures_readable(const Table *table, gboolean swedish);
