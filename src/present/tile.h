/* SPDX-License-Identifier: MIT
 * A figure as a tile of the dashboard. */
#pragma once
#include "base/figure.h"

/* Appends the tile; NUMBER (from 1) makes its ids unique. Instants in ZONE. */
void present_tile(GString *out, const Figure *figure, guint number, GTimeZone *zone,
                  gboolean swedish);
