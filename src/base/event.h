/* SPDX-License-Identifier: MIT
 * One occurrence of a calendar event as a feed shows it (spec 16 A06). */
#pragma once
#include <glib.h>

typedef struct {
    char *addr;      /* canonical; never NULL */
    char *name;      /* CN or NULL */
    const char *role;     /* "chair", "req", "opt", "non", "resource" (CUTYPE room or resource); static */
    const char *partstat; /* "needs_action", "accepted", "declined", "tentative", "delegated"; static */
    gboolean is_organizer;
} EventAttendee;

typedef struct Event Event;
struct Event {
    char *uid;
    char *recurrence_id;  /* NULL for a single event; else the original start: "2026-03-31T10:00:00Z", or "2026-03-31" if all-day */
    gboolean all_day;
    gint64 start_at, end_at;   /* UTC; of an all-day event the business zone's day bounds */
    gint32 start_day, end_day; /* all-day only: DTSTART and DTEND (exclusive) as dates; DAY_NONE otherwise */
    char *summary;             /* clean, or NULL (also NULL when private) */
    char *location;            /* clean, or NULL */
    char *categories;          /* clean, one a line, or NULL */
    const char *status;        /* "confirmed", "tentative", "cancelled"; static */
    gint64 sequence, dtstamp, created; /* 0 = missing */
    gboolean is_private;       /* CLASS PRIVATE or CONFIDENTIAL: times only */
    gboolean is_transparent;
    const char *place;         /* "in_person", "video", "phone" or NULL; static */
    gboolean zone_guessed;
    GPtrArray *attendees;      /* of EventAttendee*, organizer included once, unique by address */
};
Event *event_new(void);
void event_free(Event *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Event, event_free)
