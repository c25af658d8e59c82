/* SPDX-License-Identifier: MIT
 * A calendar that other programs subscribe to. */
#include "present/ical.h"
#include <string.h>
#include "base/day.h"
#include "present/cell.h"

#define LINE_BYTES 75 /* RFC 5545 3.1, the line end not counted */

/* Cut between characters; what follows begins with a blank that belongs to the fold. */
static void
add_line(GString *ics, const char *line)
{
    gsize room = LINE_BYTES;
    for (const char *at = line; *at != '\0';) {
        gsize length = (gsize)(g_utf8_next_char(at) - at);
        if (length > room) {
            g_string_append(ics, "\r\n ");
            room = LINE_BYTES - 1;
        }
        g_string_append_len(ics, at, (gssize)length);
        room -= length;
        at += length;
    }
    g_string_append(ics, "\r\n");
}

static void
add_text(GString *ics, const char *name, const char *value)
{
    g_autofree char *plain = present_plain(value, 0, TRUE);
    g_autoptr(GString) line = g_string_new(name);
    g_string_append_c(line, ':');
    for (const char *at = plain; *at != '\0'; at++) {
        if (*at == '\n') {
            g_string_append(line, "\\n");
            continue;
        }
        if (strchr("\\;,", *at) != NULL)
            g_string_append_c(line, '\\');
        g_string_append_c(line, *at);
    }
    add_line(ics, line->str);
}

static void
add_instant(GString *ics, const char *name, gint64 at)
{
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(at);
    if (utc != NULL)
        g_string_append_printf(ics, "%s:%04d%02d%02dT%02d%02d%02dZ\r\n", name, g_date_time_get_year(utc), g_date_time_get_month(utc),
                               g_date_time_get_day_of_month(utc), g_date_time_get_hour(utc), g_date_time_get_minute(utc),
                               g_date_time_get_second(utc));
}

static void
add_day(GString *ics, const char *name, gint32 day)
{
    int year, month, date;
    day_to_ymd(day, &year, &month, &date);
    g_string_append_printf(ics, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, year, month, date);
}

static void
add_times(GString *ics, const IcalEvent *event)
{
    if (event->day != DAY_NONE) {
        add_day(ics, "DTSTART", event->day);
        add_day(ics, "DTEND", event->day + 1);
        return;
    }
    add_instant(ics, "DTSTART", event->start_at);
    if (event->end_at > event->start_at) /* DTEND has to be later than DTSTART */
        add_instant(ics, "DTEND", event->end_at);
}

GString *
present_ical_begin(const char *name)
{
    GString *ics = g_string_new("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Cadens//Cadens//EN\r\nCALSCALE:GREGORIAN\r\n");
    add_text(ics, "NAME", name);
    add_text(ics, "X-WR-CALNAME", name);
    g_string_append(ics, "REFRESH-INTERVAL;VALUE=DURATION:PT30M\r\nX-PUBLISHED-TTL:PT30M\r\n");
    return ics;
}

static void
begin_event(GString *ics, const IcalEvent *event)
{
    g_string_append(ics, "BEGIN:VEVENT\r\n");
    add_text(ics, "UID", event->uid);
    add_instant(ics, "DTSTAMP", event->stamp_at);
    add_times(ics, event);
    add_text(ics, "SUMMARY", event->summary);
    if (event->description != NULL)
        add_text(ics, "DESCRIPTION", event->description);
    if (event->location != NULL)
        add_text(ics, "LOCATION", event->location);
}

void
present_ical_add(GString *ics, const IcalEvent *event)
{
    begin_event(ics, event);
    g_string_append(ics, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
}

/* A name in quotes cannot hold quotes. */
static void
add_guest(GString *ics, const char *property, const IcalGuest *guest)
{
    g_autofree char *name = present_plain(guest->name != NULL ? guest->name : guest->addr, 0, FALSE);
    g_strdelimit(name, "\"", '\'');
    g_autofree char *line = g_strdup_printf("%s;CN=\"%s\":mailto:%s", property, name, guest->addr);
    add_line(ics, line);
}

char *
present_ical_invitation(const IcalInvitation *invitation)
{
    GString *ics = g_string_new("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Cadens//Cadens//EN\r\nMETHOD:REQUEST\r\n");
    begin_event(ics, &invitation->event);
    add_guest(ics, "ORGANIZER", &invitation->organizer);
    for (gsize i = 0; i < invitation->n_guests; i++)
        add_guest(ics, "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE", &invitation->guests[i]);
    g_string_append(ics, "SEQUENCE:0\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nEND:VEVENT\r\n");
    return present_ical_end(ics);
}

char *
present_ical_end(GString *ics)
{
    g_string_append(ics, "END:VCALENDAR\r\n");
    return g_string_free(ics, FALSE);
}
