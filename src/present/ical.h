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
typedef struct {
    const char *name, *addr; /* NAME may be NULL */
} IcalGuest;
typedef struct {
    IcalEvent event;
    IcalGuest organizer;
    const IcalGuest *guests;
    gsize n_guests;
} IcalInvitation;
/* The whole text of an invitation (METHOD:REQUEST, RFC 5546), to be sent by any mail program. Caller frees. */
char *present_ical_invitation(const IcalInvitation *invitation);
/* Takes ICS. Caller frees. */
char *present_ical_end(GString *ics);
