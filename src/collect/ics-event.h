/* SPDX-License-Identifier: MIT
 * What a VEVENT says besides its dates: who, what, where, how. Decoded by libical. */
#pragma once
#include "collect/ics-entry.h"

/* An event without times: summary, place, attendees, status, stamps. Of a private one nothing that
 * could tell what it is. */
Event *collect_ics_event_new(const IcsEntry *entry, const char *uid, GPtrArray *problems);
/* Reads summary, location and attendees of BLOCK, private or not, into EVENT; the ORGANIZER stands
 * apart (NULL if there is none; caller frees with collect_ics_attendee_free) and is not among the
 * attendees unless an ATTENDEE line names it. */
EventAttendee *collect_ics_event_read(Event *event, const IcsBlock *block, GPtrArray *problems);
void collect_ics_attendee_free(gpointer attendee);
/* "in_person", "video", "phone" or NULL, from the text of a VEVENT. Static. */
const char *collect_ics_place(const IcsBlock *block, const char *location);
