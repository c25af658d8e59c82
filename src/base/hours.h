/* SPDX-License-Identifier: MIT
 * What the user writes about working time: weekly hours and quiet periods (spec 01 §1.1). */
#pragma once
#include <glib.h>
#include "base/day.h"

#define HOURS_NONE (-1)
typedef struct {
    int start[8], end[8]; /* minutes of the day by weekday 1..7; HOURS_NONE = no working day */
} Hours;
/* "Mon-Fri 08:00-17:00", items separated by ; or , each weekday at most once. BAD_INPUT names the
 * item. */
gboolean hours_parse(const char *text, Hours *ret, GError **error);

typedef struct {
    gboolean is_week; /* FIRST and LAST are ISO weeks, else MMDD */
    int first, last;  /* inclusive; FIRST > LAST goes over the turn of the year */
} Quiet;
/* "W28-W31", "W30", "12-22..01-06" or "12-24". BAD_INPUT names the item. */
gboolean quiet_parse(const char *text, Quiet *ret, GError **error);
gboolean quiet_holds(const Quiet *quiet, int week, int month_day); /* of an ISO week and a date, 1224 = 12-24 */
