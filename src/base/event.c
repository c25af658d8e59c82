/* SPDX-License-Identifier: MIT
 * One occurrence of a calendar event: made and freed. */
#include "base/event.h"
#include "base/day.h"

static void
attendee_free(gpointer data)
{
    EventAttendee *attendee = data;
    g_free(attendee->addr);
    g_free(attendee->name);
    g_free(attendee);
}

Event *
event_new(void)
{
    Event *event = g_new0(Event, 1);
    event->start_day = event->end_day = DAY_NONE;
    event->status = "confirmed";
    event->attendees = g_ptr_array_new_with_free_func(attendee_free);
    return event;
}

void
event_free(Event *event)
{
    if (!event)
        return;
    g_free(event->uid);
    g_free(event->recurrence_id);
    g_free(event->summary);
    g_free(event->location);
    g_free(event->categories);
    g_ptr_array_unref(event->attendees);
    g_free(event);
}
