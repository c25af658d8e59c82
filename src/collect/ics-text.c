/* SPDX-License-Identifier: MIT
 * A group as text for the store: what tomorrow's window needs, and of a private event nothing but
 * its times. */
#include "collect/ics-entry.h"
#include "base/text.h"

/* Alarms are left out with every nested component; these are of no use to the log and can be large.
 */
static gboolean
is_ballast(const IcsLine *line)
{
    static const char *const names[] = {"ATTACH", "X-ALT-DESC", "COMMENT",
                                        "X-APPLE-STRUCTURED-LOCATION", "IMAGE"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (collect_ics_line_is(line, names[i]))
            return TRUE;
    return FALSE;
}

static gboolean
is_time(const IcsLine *line)
{
    static const char *const names[] = {
        "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "RRULE",   "RDATE",   "EXDATE",
        "STATUS",  "CLASS", "TRANSP",   "SEQUENCE",      "DTSTAMP", "CREATED", "LAST-MODIFIED"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (collect_ics_line_is(line, names[i]))
            return TRUE;
    return FALSE;
}

static gboolean
is_private(const IcsBlock *block)
{
    gboolean found = FALSE;
    g_auto(IcsReader) reader = {0};
    collect_ics_line_reader_init(&reader, block->text, block->length);
    for (IcsLine line; collect_ics_line_next_own(&reader, &line);)
        found |= collect_ics_line_hides(&line);
    return found;
}

static void
append_block(GString *text, const IcsGroup *group, const IcsBlock *block)
{
    gboolean times_only = is_private(block);
    g_auto(IcsReader) reader = {0};
    collect_ics_line_reader_init(&reader, block->text, block->length);
    g_string_append_printf(text, "BEGIN:VEVENT\r\nUID:%s\r\n", group->uid);
    for (IcsLine line; collect_ics_line_next_own(&reader, &line);) {
        if (line.name_length == 0 || collect_ics_line_is(&line, "UID") || is_ballast(&line) ||
            (times_only && !is_time(&line)))
            continue;
        g_autofree char *clean = text_clean(line.name, line.value + line.value_length - line.name);
        g_string_append_printf(text, "%s\r\n", clean);
    }
    g_string_append(text, "END:VEVENT\r\n");
}

static void
append_zone(GString *text, const IcsFeed *feed, const char *name, GHashTable *seen)
{
    gsize length;
    const char *zone = collect_zone_set_text(feed->zones, name, &length);
    if (!zone || !g_hash_table_add(seen, (gpointer)zone))
        return;
    g_autofree char *valid = g_utf8_make_valid(zone, (gssize)length);
    g_string_append_printf(text, "BEGIN:VTIMEZONE\r\n%s\r\nEND:VTIMEZONE\r\n", valid);
}

static void
append_zones(GString *text, const IcsFeed *feed, const IcsBlock *block, GHashTable *seen)
{
    g_auto(IcsReader) reader = {0};
    collect_ics_line_reader_init(&reader, block->text, block->length);
    for (IcsLine line; collect_ics_line_next_own(&reader, &line);) {
        g_autofree char *name = collect_ics_line_param(&line, "TZID");
        if (name)
            append_zone(text, feed, name, seen);
    }
}

char *
collect_ics_group_text(const IcsFeed *feed, const IcsGroup *group)
{
    GString *text = g_string_new("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    g_autoptr(GHashTable) seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    if (feed->timezone)
        g_string_append_printf(text, "X-WR-TIMEZONE:%s\r\n", feed->timezone);
    for (guint i = 0; i < group->blocks->len; i++)
        append_zones(text, feed, g_ptr_array_index(group->blocks, i), seen);
    for (guint i = 0; i < group->blocks->len; i++)
        append_block(text, group, g_ptr_array_index(group->blocks, i));
    g_string_append(text, "END:VCALENDAR\r\n");
    return g_string_free(text, FALSE);
}
