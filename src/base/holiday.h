/* SPDX-License-Identifier: MIT
 * Swedish holidays, computed (SFS 1989:253), and the days off that custom adds to them (spec 01
 * §1.1). */
#pragma once
#include <glib.h>
#include "base/day.h"

/* Easter Sunday of the Gregorian calendar. */
gint32 holiday_easter(int year);
/* The Swedish name of the public holiday on DAY, NULL if it is none. Static. */
const char *holiday_sweden(gint32 day);
/* The day in YEAR of a day off by custom: "midsummer_eve", "christmas_eve" or "new_year_eve"; FALSE
 * if NAME is none. */
gboolean holiday_custom(const char *name, int year, gint32 *ret_day, const char **ret_swedish);
