/* SPDX-License-Identifier: MIT
 * When in the week people are in touch, as a map of weekdays and hours. */
#pragma once
#include "base/week-hours.h"

/* Appends a figure with the map and its numbers as a table to unfold. */
void present_heat(GString *out, const WeekHours *hours);
/* "Monday"; DAY 1..7. Translated; static. */
const char *present_weekday(int day);
