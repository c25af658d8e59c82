/* SPDX-License-Identifier: MIT
 * What a VEVENT says besides its dates, decoded by libical. Dates, rules and zone names are
 * withheld from libical: it drops what it cannot read, stops after 500 exceptions, and opens the
 * zone it is told to (../notes calendar). */
#include "collect/ics-event.h"
#include <string.h>
#include <libical/ical.h>
#include "base/address.h"
#include "base/library.h"
#include "base/text.h"
#include <glib/gi18n.h>

#define FUNCTIONS(X) \
    X(icalcomponent_free) X(icalcomponent_get_first_property) X(icalcomponent_get_location) \
    X(icalcomponent_get_next_property) X(icalcomponent_get_summary) X(icalerror_set_errors_are_fatal) \
    X(icalparser_parse_string) X(icalproperty_get_attendee) X(icalproperty_get_categories) X(icalproperty_get_organizer) \
    X(icalproperty_get_parameter_as_string)
static struct {
    FUNCTIONS(LIBRARY_FIELD)
} lib;
static const LibraryFunction functions[] = {FUNCTIONS(LIBRARY_ENTRY)};
static Library libical = LIBRARY_INIT(LIBRARY_ICAL, functions);
static GMutex libical_mutex; /* its error state and tables are global */

static gboolean
is_wanted(const IcsLine *line)
{
    static const char *const names[] = {"SUMMARY", "LOCATION", "CATEGORIES", "ORGANIZER", "ATTENDEE"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (collect_ics_line_is(line, names[i]))
            return TRUE;
    return FALSE;
}

static void
append_line(GString *text, const IcsLine *line)
{
    gsize from = text->len;
    g_string_append_len(text, line->name, line->value + line->value_length - line->name);
    for (gsize i = from; i < text->len; i++)
        if (text->str[i] == '\0')
            text->str[i] = ' ';
    g_string_append(text, "\r\n");
}

/* A small VEVENT with the lines that libical decodes well. */
static char *
wanted_text(const IcsBlock *block, const char *uid, GPtrArray *problems)
{
    GString *text = g_string_new("BEGIN:VEVENT\r\n");
    guint attendees = 0;
    g_auto(IcsReader) reader = {0};
    collect_ics_line_reader_init(&reader, block->text, block->length);
    for (IcsLine line; collect_ics_line_next_own(&reader, &line);) {
        if (!is_wanted(&line))
            continue;
        if (collect_ics_line_is(&line, "ATTENDEE") && ++attendees > ICS_ATTENDEES_MAX)
            continue;
        append_line(text, &line);
    }
    if (attendees > ICS_ATTENDEES_MAX)
        collect_ics_problem(problems, _("%s: only the first %d of %u attendees are read"), uid,
                            ICS_ATTENDEES_MAX, attendees);
    g_string_append(text, "END:VEVENT\r\n");
    return g_string_free(text, FALSE);
}

static char *
clean_or_null(const char *text)
{
    if (!text)
        return NULL;
    g_autofree char *clean = text_clean_line(text, -1, ICS_TEXT_MAX);
    return *clean ? g_steal_pointer(&clean) : NULL;
}

static const char *
partstat_of(const char *text)
{
    static const struct {
        const char *text, *name;
    } states[] = {{"ACCEPTED", "accepted"},
                  {"DECLINED", "declined"},
                  {"TENTATIVE", "tentative"},
                  {"DELEGATED", "delegated"}};
    for (gsize i = 0; text && i < G_N_ELEMENTS(states); i++)
        if (g_ascii_strcasecmp(text, states[i].text) == 0)
            return states[i].name;
    return "needs_action";
}

static const char *
role_of(const char *role, const char *type)
{
    static const struct {
        const char *text, *name;
    } roles[] = {{"CHAIR", "chair"}, {"OPT-PARTICIPANT", "opt"}, {"NON-PARTICIPANT", "non"}};
    if (type &&
        (g_ascii_strcasecmp(type, "ROOM") == 0 || g_ascii_strcasecmp(type, "RESOURCE") == 0))
        return "resource";
    for (gsize i = 0; role && i < G_N_ELEMENTS(roles); i++)
        if (g_ascii_strcasecmp(role, roles[i].text) == 0)
            return roles[i].name;
    return "req";
}

/* "Kent Ek (kent@kund.example)", "<kent@kund.example>", "kent@kund.example". */
static char *
address_in(const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \t<>()[],;\"'", -1);
    for (char **word = words; *word; word++) {
        char *address = strchr(*word, '@') ? address_canonical(*word) : NULL;
        if (address)
            return address;
    }
    return NULL;
}

/* EMAIL is surest: iCloud writes a path as the value. */
static char *
address_of(const char *email, const char *value, const char *common_name)
{
    char *address = email ? address_canonical(email) : NULL;
    if (!address && value)
        address = address_canonical(value);
    if (!address && common_name)
        address = address_in(common_name);
    return address;
}

/* libical lends the text from a small ring. */
static char *
parameter(icalproperty *property, const char *name)
{
    return g_strdup(lib.icalproperty_get_parameter_as_string(property, name));
}

static EventAttendee *
find_attendee(GPtrArray *attendees, const char *addr)
{
    for (guint i = 0; i < attendees->len; i++) {
        EventAttendee *attendee = g_ptr_array_index(attendees, i);
        if (strcmp(attendee->addr, addr) == 0)
            return attendee;
    }
    return NULL;
}

static EventAttendee *
read_person(icalproperty *property, const char *value)
{
    g_autofree char *name = parameter(property, "CN"), *email = parameter(property, "EMAIL");
    g_autofree char *partstat = parameter(property, "PARTSTAT"),
                    *role = parameter(property, "ROLE");
    g_autofree char *type = parameter(property, "CUTYPE");
    char *addr = address_of(email, value, name);
    if (!addr)
        return NULL;
    EventAttendee *attendee = g_new0(EventAttendee, 1);
    attendee->addr = addr;
    attendee->name = clean_or_null(name);
    attendee->role = role_of(role, type);
    attendee->partstat = partstat_of(partstat);
    return attendee;
}

void
collect_ics_attendee_free(gpointer data)
{
    EventAttendee *attendee = data;
    if (!attendee)
        return;
    g_free(attendee->addr);
    g_free(attendee->name);
    g_free(attendee);
}

/* An answer beats a repeated line without one. */
static void
add_attendee(GPtrArray *attendees, EventAttendee *attendee)
{
    EventAttendee *known = find_attendee(attendees, attendee->addr);
    if (!known) {
        g_ptr_array_add(attendees, attendee);
        return;
    }
    known->is_organizer |= attendee->is_organizer;
    if (!attendee->is_organizer && strcmp(known->partstat, "needs_action") == 0)
        known->partstat = attendee->partstat;
    collect_ics_attendee_free(attendee);
}

static void
read_attendees(icalcomponent *component, GPtrArray *attendees)
{
    icalproperty *property = lib.icalcomponent_get_first_property(component, ICAL_ATTENDEE_PROPERTY);
    for (; property;
         property = lib.icalcomponent_get_next_property(component, ICAL_ATTENDEE_PROPERTY)) {
        EventAttendee *attendee = read_person(property, lib.icalproperty_get_attendee(property));
        if (attendee)
            add_attendee(attendees, attendee);
    }
}

/* An organizer attends unless an ATTENDEE line says otherwise. */
static EventAttendee *
read_organizer(icalcomponent *component)
{
    icalproperty *property = lib.icalcomponent_get_first_property(component, ICAL_ORGANIZER_PROPERTY);
    EventAttendee *organizer =
        property ? read_person(property, lib.icalproperty_get_organizer(property)) : NULL;
    if (!organizer)
        return NULL;
    organizer->is_organizer = TRUE;
    organizer->role = "chair";
    organizer->partstat = "accepted";
    return organizer;
}

/* A list, which may go on in further lines; libical gives one line with its escapes as they are. */
static char *
read_categories(icalcomponent *component)
{
    g_autoptr(GString) all = g_string_new(NULL);
    icalproperty *property = lib.icalcomponent_get_first_property(component, ICAL_CATEGORIES_PROPERTY);
    for (; property; property = lib.icalcomponent_get_next_property(component, ICAL_CATEGORIES_PROPERTY)) {
        g_autofree char *line = clean_or_null(lib.icalproperty_get_categories(property));
        if (line && all->len + strlen(line) < ICS_TEXT_MAX)
            g_string_append_printf(all, "%s%s", all->len > 0 ? "\n" : "", line);
    }
    return all->len > 0 ? g_string_free(g_steal_pointer(&all), FALSE) : NULL;
}

static EventAttendee *
read_component(Event *event, icalcomponent *component)
{
    if (!event->summary)
        event->summary = clean_or_null(lib.icalcomponent_get_summary(component));
    if (!event->location)
        event->location = clean_or_null(lib.icalcomponent_get_location(component));
    if (!event->categories)
        event->categories = read_categories(component);
    read_attendees(component, event->attendees);
    return read_organizer(component);
}

EventAttendee *
collect_ics_event_read(Event *event, const IcsBlock *block, GPtrArray *problems)
{
    g_autofree char *text = wanted_text(block, event->uid, problems);
    library_need(&libical);
    g_mutex_lock(&libical_mutex);
    lib.icalerror_set_errors_are_fatal(0);
    icalcomponent *component = lib.icalparser_parse_string(text);
    EventAttendee *organizer = component ? read_component(event, component) : NULL;
    if (component)
        lib.icalcomponent_free(component);
    g_mutex_unlock(&libical_mutex);
    return organizer;
}

Event *
collect_ics_event_new(const IcsEntry *entry, const char *uid, GPtrArray *problems)
{
    Event *event = event_new();
    event->uid = g_strdup(uid);
    event->all_day = entry->all_day;
    event->status = entry->is_cancelled   ? "cancelled"
                    : entry->is_tentative ? "tentative"
                                          : "confirmed";
    event->sequence = entry->sequence;
    event->dtstamp = entry->dtstamp;
    event->created = entry->created;
    event->is_private = entry->is_private;
    event->is_transparent = entry->is_transparent;
    event->zone_guessed = entry->start.is_guessed;
    if (entry->is_private)
        return event;
    EventAttendee *organizer = collect_ics_event_read(event, entry->block, problems);
    if (organizer)
        add_attendee(event->attendees, organizer);
    event->place = collect_ics_place(entry->block, event->location);
    return event;
}
