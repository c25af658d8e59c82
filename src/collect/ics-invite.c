/* SPDX-License-Identifier: MIT
 * Invitations in mail (RFC 5546, RFC 6047): what a text/calendar part asks or answers. */
#include <string.h>
#include "collect/ics-event.h"
#include "base/address.h"
#include "base/day.h"

static void
add_attendees(Invite *invite, const Event *event)
{
    for (guint i = 0; i < event->attendees->len; i++) {
        const EventAttendee *person = g_ptr_array_index(event->attendees, i);
        InviteAttendee *attendee = g_new0(InviteAttendee, 1);
        attendee->addr = g_strdup(person->addr);
        attendee->partstat = g_strdup(person->partstat);
        attendee->is_resource = strcmp(person->role, "resource") == 0;
        g_ptr_array_add(invite->attendees, attendee);
    }
}

/* ORGANIZER;SENT-BY="mailto:assistant@...": who may send in the organizer's name (RFC 5545 3.2.18). */
static char *
sent_by(const IcsBlock *block)
{
    g_auto(IcsReader) reader = {0};
    collect_ics_line_reader_init(&reader, block->text, block->length);
    for (IcsLine line; collect_ics_line_next_own(&reader, &line);) {
        g_autofree char *sender = collect_ics_line_is(&line, "ORGANIZER") ? collect_ics_line_param(&line, "SENT-BY") : NULL;
        if (sender)
            return address_canonical(sender);
    }
    return NULL;
}

/* The people of all parts of the invitation: a CANCEL may name some in one VEVENT and some in the
 * next. */
static void
read_people(Invite *invite, const IcsGroup *group, gboolean is_private)
{
    g_autoptr(Event) event = event_new();
    event->uid = g_strdup(group->uid);
    for (guint i = 0; i < group->blocks->len; i++) {
        EventAttendee *organizer =
            collect_ics_event_read(event, g_ptr_array_index(group->blocks, i), NULL);
        if (organizer && !invite->organizer)
            invite->organizer = g_strdup(organizer->addr);
        if (!invite->sent_by)
            invite->sent_by = sent_by(g_ptr_array_index(group->blocks, i));
        collect_ics_attendee_free(organizer);
    }
    add_attendees(invite, event);
    if (!is_private)
        invite->summary = g_strdup(event->summary);
}

static void
read_times(Invite *invite, const IcsEntry *entry)
{
    invite->sequence = entry->sequence;
    invite->dtstamp = entry->dtstamp;
    if (entry->is_override)
        invite->recurrence_id =
            entry->original.time.is_date
                ? day_format((gint32)collect_ics_time_day(entry->original.time.wall))
                : collect_ics_time_format(collect_ics_moment_utc(&entry->original));
    if (!entry->has_start)
        return;
    invite->start_at = collect_ics_moment_utc(&entry->start);
    invite->end_at = invite->start_at + entry->days * ICS_DAY_SECONDS + entry->seconds;
}

Invite *
collect_ics_invite(const char *text, gsize length)
{
    g_autoptr(IcsFeed) feed = collect_ics_split(text, length, FALSE);
    if (feed->groups->len == 0)
        return NULL;
    const IcsGroup *group = g_ptr_array_index(feed->groups, 0);
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    Zone *user = collect_zone_new_system(utc);
    IcsEntry *entry = collect_ics_entry_new(g_ptr_array_index(group->blocks, 0), 0, feed->zones,
                                            user, group->uid, NULL);
    Invite *invite = invite_new();
    invite->method = g_strdup(feed->method ? feed->method : "");
    invite->uid = g_str_has_prefix(group->uid, "sha256:") ? NULL : g_strdup(group->uid);
    read_times(invite, entry);
    read_people(invite, group, entry->is_private);
    collect_ics_entry_free(entry);
    collect_zone_free(user);
    return invite;
}
