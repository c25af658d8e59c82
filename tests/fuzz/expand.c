/* SPDX-License-Identifier: MIT
 * Fuzz target: a calendar becomes occurrences, and an invitation. They lie in the window, have an end, and hold clean text only; a group
 * as it is kept shows the same as the calendar that it was taken from, unless bytes that are no text became blanks. */
#include <string.h>
#include "collect/ics.h"
#include "target.h"

#define FROM 1735689600 /* 2025-01-01 */
#define TO (FROM + 1200 * 86400)

static void
check_person(const EventAttendee *attendee)
{
    g_assert_nonnull(strchr(attendee->addr, '@'));
    g_assert_nonnull(attendee->role);
    g_assert_nonnull(attendee->partstat);
    target_check_text(attendee->addr);
    target_check_text(attendee->name);
}

static void
check_event(const Event *event)
{
    const char *const texts[] = {event->uid, event->recurrence_id, event->summary, event->location};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        target_check_text(texts[i]);
    g_assert_nonnull(event->status);
    g_assert_cmpint(event->start_at, <, TO);
    g_assert_cmpint(event->end_at, >=, FROM);
    g_assert_cmpint(event->end_at, >=, event->start_at);
    g_assert_true(!event->all_day || event->end_day > event->start_day);
    g_assert_true(!event->is_private || (!event->summary && !event->location && event->attendees->len == 0));
    g_assert_cmpuint(event->attendees->len, <=, ICS_ATTENDEES_MAX + 1);
    for (guint i = 0; i < event->attendees->len; i++)
        check_person(event->attendees->pdata[i]);
}

static void
check_invite(const Invite *invite)
{
    const char *const texts[] = {invite->method, invite->uid, invite->recurrence_id, invite->organizer, invite->summary};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        target_check_text(texts[i]);
}

static gboolean
is_text(const char *bytes, gsize size)
{
    if (!g_utf8_validate(bytes, (gssize)size, NULL))
        return FALSE;
    for (const char *at = bytes; at < bytes + size; at = g_utf8_next_char(at))
        if (g_unichar_iscntrl(g_utf8_get_char(at)) && !strchr("\r\n\t", *at))
            return FALSE;
    return TRUE;
}

static guint
expand_kept(const IcsFeed *feed, const IcsGroup *group, GTimeZone *zone)
{
    g_autofree char *text = collect_ics_group_text(feed, group);
    g_autoptr(IcsFeed) kept = collect_ics_split(text, strlen(text), TRUE);
    g_autoptr(GPtrArray) events = collect_ics_expand(kept->groups->pdata[0], kept, zone, FROM, TO, NULL);
    return events->len;
}

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    static GTimeZone *zone;
    if (!zone)
        zone = g_time_zone_new_identifier("Europe/Stockholm");
    gboolean is_clean = is_text((const char *)data, size);
    g_autoptr(IcsFeed) feed = collect_ics_split((const char *)data, size, TRUE);
    for (guint i = 0; i < feed->groups->len; i++) {
        const IcsGroup *group = feed->groups->pdata[i];
        g_autoptr(GPtrArray) events = collect_ics_expand(group, feed, zone, FROM, TO, feed->problems);
        g_assert_cmpuint(events->len, <=, ICS_OCCURRENCES_MAX);
        for (guint k = 0; k < events->len; k++)
            check_event(events->pdata[k]);
        g_assert_true(!is_clean || expand_kept(feed, group, zone) == events->len);
    }
    g_autoptr(Invite) invite = collect_ics_invite((const char *)data, size);
    if (invite)
        check_invite(invite);
    return 0;
}
