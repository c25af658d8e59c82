/* SPDX-License-Identifier: MIT
 * A calendar that other programs subscribe to (RFC 5545): folded, escaped, the same bytes for the same events. */
#pragma once
#include <glib.h>

typedef struct {
    const char *uid;
    gint64 start_at, end_at; /* an event without length when they are equal */
    gint32 day;              /* a whole day instead of the times; DAY_NONE = the times count */
    gint64 stamp_at;         /* of this wording of it: not the time of writing, or a reader would see changes where there are none */
    const char *summary, *description, *location; /* the latter two may be NULL */
} IcalEvent;
/* Begins a calendar called NAME. Give the text to present_ical_end. */
GString *present_ical_begin(const char *name);
/* It takes nobody's time: who subscribes stays free. */
void present_ical_add(GString *ics, const IcalEvent *event);
/* Takes ICS. Caller frees. */
char *present_ical_end(GString *ics);
