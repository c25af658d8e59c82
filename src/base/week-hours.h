/* SPDX-License-Identifier: MIT
 * What happened by weekday and hour. */
#pragma once
#include <glib.h>

typedef struct {
    gint32 from, to;       /* local days, inclusive */
    gint64 n;              /* in all */
    gint64 touches[7][24]; /* Monday first; hour of the business's clock */
} WeekHours;
