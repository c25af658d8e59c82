/* SPDX-License-Identifier: MIT
 * A table whose rows are drawn as bars: it is its own alternative for who does not see them. */
#pragma once
#include <glib.h>

typedef struct {
    char *label, *value, *note; /* what it is; the number in words; what else is to say, or NULL. Owned */
    double from, to;            /* 0..1 of the width; from may be the larger; NAN = nothing to draw */
    double lo, hi;              /* the ends of an interval, when has_interval */
    gboolean has_interval;
    const char *class;          /* "up", "down", "sum", "share"; static */
} Bar;
GPtrArray *present_bars_new(void); /* of Bar*, owned */
/* Takes LABEL, VALUE and NOTE. */
Bar *present_bars_add(GPtrArray *bars, char *label, char *value, char *note, const char *class, double from, double to);
/* Appends the table under its CAPTION for screen readers; HEADINGS are those of its label, value and note, the last NULL if there are none. */
void present_bars(GString *out, const GPtrArray *bars, const char *caption, const char *const headings[3]);
