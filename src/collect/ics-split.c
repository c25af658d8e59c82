/* SPDX-License-Identifier: MIT
 * A feed's text is cut per UID without being understood: a broken event costs only itself, and what
 * did not change is known by its hash. libical would return nothing at all for a feed in which one
 * END:VEVENT is missing. */
#include "collect/ics-entry.h"
#include <string.h>
#include "base/text.h"
#include <glib/gi18n.h>

#define REFRESH_MIN (15 * 60)
#define REFRESH_MAX ICS_DAY_SECONDS
#define UID_MAX 1000 /* characters */

static void
group_free(gpointer data)
{
    IcsGroup *group = data;
    g_free(group->uid);
    g_free(group->hash);
    g_ptr_array_unref(group->blocks);
    g_free(group);
}

void
collect_ics_feed_free(IcsFeed *feed)
{
    if (!feed)
        return;
    g_free(feed->name);
    g_free(feed->timezone);
    g_free(feed->method);
    g_ptr_array_unref(feed->groups);
    g_ptr_array_unref(feed->problems);
    collect_zone_set_free(feed->zones);
    g_free(feed);
}

static const char *
text_of(const IcsBlock *block, const char *name, GString *into)
{
    g_auto(IcsReader) reader = {0};
    collect_ics_line_reader_init(&reader, block->text, block->length);
    g_string_truncate(into, 0);
    for (IcsLine line; collect_ics_line_next_own(&reader, &line);)
        if (collect_ics_line_is(&line, name)) {
            g_string_append_len(into, line.value, line.value_length);
            break;
        }
    return into->str;
}

/* What stands for the UID that an event lacks: the same event has it in the next download too. */
static char *
identity_of(const IcsBlock *block)
{
    static const char *const names[] = {"DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION"};
    g_autoptr(GString) value = g_string_new(NULL);
    g_autoptr(GString) all = g_string_new("sha256:");
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        text_of(block, names[i], value);
        g_checksum_update(sum, (const guchar *)value->str, value->len + 1);
    }
    g_string_append(all, g_checksum_get_string(sum));
    return g_string_free(g_steal_pointer(&all), FALSE);
}

static char *
uid_of(const IcsBlock *block)
{
    g_auto(IcsReader) reader = {0};
    collect_ics_line_reader_init(&reader, block->text, block->length);
    for (IcsLine line; collect_ics_line_next_own(&reader, &line);) {
        if (!collect_ics_line_is(&line, "UID"))
            continue;
        g_autofree char *uid = text_clean_line(line.value, line.value_length, UID_MAX);
        if (*uid)
            return g_steal_pointer(&uid);
    }
    return identity_of(block);
}

static gsize
count_digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* Whoever changes "this and following" in Google Calendar makes a series of its own, whose UID is that of the whole with the first date it takes over:
 * "abc_R20260317T090000@google.com". It is the same series: its meetings were booked once, and go on as what they were. Takes UID. */
static char *
family_of(char *uid)
{
    char *at = g_str_has_suffix(uid, "@google.com") ? strrchr(uid, '@') : NULL;
    char *mark = at != NULL ? g_strrstr_len(uid, at - uid, "_R") : NULL;
    if (mark == NULL || mark == uid || count_digits(mark + 2) != 8)
        return uid;
    const char *end = mark + 10;
    if (*end == 'T' && count_digits(end + 1) == 6)
        end += end[7] == 'Z' ? 8 : 7;
    if (end == at)
        memmove(mark, at, strlen(at) + 1);
    return uid;
}

typedef enum { IN_NOTHING, IN_EVENT, IN_ZONE, IN_OTHER } Place;
typedef struct {
    IcsFeed *feed;
    gboolean joins_families;
    GHashTable *by_uid; /* uid (borrowed from the group) -> IcsGroup* */
    Place place;
    const char *start; /* of the text of the component that is open */
    guint blocks;
} Split;

static void
add_block(Split *split, const char *end)
{
    gsize length = end - split->start;
    if (length > ICS_BLOCK_BYTES_MAX) {
        collect_ics_problem(split->feed->problems, _("an event of more than %d bytes is skipped"),
                            ICS_BLOCK_BYTES_MAX);
        return;
    }
    if (++split->blocks > ICS_BLOCKS_MAX) {
        if (split->blocks == ICS_BLOCKS_MAX + 1)
            collect_ics_problem(split->feed->problems, _("only the first %d events are read"),
                                ICS_BLOCKS_MAX);
        return;
    }
    g_autofree IcsBlock *block = g_new(IcsBlock, 1);
    *block = (IcsBlock){split->start, length};
    g_autofree char *uid = split->joins_families ? family_of(uid_of(block)) : uid_of(block);
    IcsGroup *group = g_hash_table_lookup(split->by_uid, uid);
    if (!group) {
        group = g_new0(IcsGroup, 1);
        group->uid = g_steal_pointer(&uid);
        group->blocks = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(split->feed->groups, group);
        g_hash_table_insert(split->by_uid, group->uid, group);
    }
    if (group->blocks->len < ICS_VERSIONS_MAX)
        g_ptr_array_add(group->blocks, g_steal_pointer(&block));
    else
        collect_ics_problem(split->feed->problems, _("%s: only the first %d versions are read"), group->uid, ICS_VERSIONS_MAX);
}

static void
add_zone(Split *split, const char *end)
{
    if (end - split->start > ICS_BLOCK_BYTES_MAX ||
        collect_zone_set_size(split->feed->zones) >= ICS_ZONES_MAX)
        collect_ics_problem(split->feed->problems, _("a time zone beyond the limits is skipped"));
    else
        collect_zone_set_add(split->feed->zones, split->start, end - split->start);
}

static void
close_component(Split *split, const char *end)
{
    if (split->place == IN_EVENT)
        add_block(split, end);
    if (split->place == IN_ZONE)
        add_zone(split, end);
    split->place = IN_NOTHING;
}

/* Where a component begins that cannot stand inside another; IN_NOTHING = it is nested or a
 * calendar. */
static Place
place_of(const IcsLine *line)
{
    static const char *const others[] = {"VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY"};
    if (collect_ics_line_says(line, "BEGIN", "VEVENT"))
        return IN_EVENT;
    if (collect_ics_line_says(line, "BEGIN", "VTIMEZONE"))
        return IN_ZONE;
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        if (collect_ics_line_says(line, "BEGIN", others[i]))
            return IN_OTHER;
    return IN_NOTHING;
}

static void
read_begin(Split *split, const IcsLine *line)
{
    Place place = place_of(line);
    gboolean is_calendar = collect_ics_line_says(line, "BEGIN", "VCALENDAR");
    if (place == IN_NOTHING && !is_calendar)
        return;
    if (split->place == IN_EVENT)
        collect_ics_problem(split->feed->problems, _("an event without END:VEVENT"));
    close_component(split, line->start);
    split->place = place;
    split->start = line->end;
}

static void
read_end(Split *split, const IcsLine *line)
{
    static const struct {
        const char *name;
        Place place;
    } ends[] = {{"VEVENT", IN_EVENT},   {"VTIMEZONE", IN_ZONE},  {"VTODO", IN_OTHER},
                {"VJOURNAL", IN_OTHER}, {"VFREEBUSY", IN_OTHER}, {"VAVAILABILITY", IN_OTHER}};
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
        if (split->place == ends[i].place && collect_ics_line_says(line, "END", ends[i].name))
            close_component(split, line->start);
    if (!collect_ics_line_says(line, "END", "VCALENDAR"))
        return;
    if (split->place == IN_EVENT)
        collect_ics_problem(split->feed->problems, _("an event without END:VEVENT"));
    close_component(split, line->start);
}

static void
take_text(char **text, const IcsLine *line)
{
    if (!*text)
        *text = collect_ics_line_text(line, ICS_TEXT_MAX);
}

static char *
read_method(const IcsLine *line)
{
    g_autofree char *word = text_clean_line(line->value, (gssize)MIN(line->value_length, 40), 40);
    return g_ascii_strup(word, -1);
}

static void
read_header(IcsFeed *feed, const IcsLine *line)
{
    gint64 days, seconds;
    if (collect_ics_line_is(line, "X-WR-CALNAME") || collect_ics_line_is(line, "NAME"))
        take_text(&feed->name, line);
    else if (collect_ics_line_is(line, "X-WR-TIMEZONE"))
        take_text(&feed->timezone, line);
    else if (collect_ics_line_is(line, "METHOD") && !feed->method)
        feed->method = read_method(line);
    else if ((collect_ics_line_is(line, "REFRESH-INTERVAL") ||
              collect_ics_line_is(line, "X-PUBLISHED-TTL")) &&
             collect_ics_time_duration(line->value, line->value_length, &days, &seconds) &&
             days + seconds > 0) /* a negative one reads as none */
        feed->refresh_seconds = CLAMP(days * ICS_DAY_SECONDS + seconds, REFRESH_MIN, REFRESH_MAX);
}

static void
read_line(Split *split, const IcsLine *line)
{
    if (collect_ics_line_is(line, "BEGIN"))
        read_begin(split, line);
    else if (collect_ics_line_is(line, "END"))
        read_end(split, line);
    else if (split->place == IN_NOTHING)
        read_header(split->feed, line);
}

/* Changes of these alone are noise: some servers write a new DTSTAMP, or even a new UID, into every
 * download (../notes calendar). */
static gboolean
is_noise(const IcsLine *line)
{
    static const char *const names[] = {"UID",
                                        "DTSTAMP",
                                        "CREATED",
                                        "LAST-MODIFIED",
                                        "SEQUENCE",
                                        "X-MOZ-GENERATION",
                                        "X-MICROSOFT-CDO-APPT-SEQUENCE",
                                        "X-MICROSOFT-CDO-OWNERAPPTID"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (collect_ics_line_is(line, names[i]))
            return TRUE;
    return line->name_length == 0;
}

static int
compare_strings(gconstpointer a, gconstpointer b)
{
    const GString *left = *(GString *const *)a, *right = *(GString *const *)b;
    int order = memcmp(left->str, right->str, MIN(left->len, right->len));
    return order ? order : (left->len > right->len) - (left->len < right->len);
}

static void
free_string(gpointer string)
{
    g_string_free(string, TRUE);
}

static GString *
line_text(const IcsLine *line)
{
    GString *text = g_string_new_len(line->name, line->name_length);
    g_string_ascii_up(text);
    g_string_append_len(text, line->params, line->params_length);
    g_string_append_c(text, ':');
    return g_string_append_len(text, line->value, line->value_length);
}

/* A zone that only the feed can explain is a part of what the event means. */
static void
add_zone_text(const IcsFeed *feed, const IcsLine *line, GPtrArray *lines)
{
    g_autofree char *zone = collect_ics_line_param(line, "TZID");
    gsize length;
    const char *text = zone ? collect_zone_set_text(feed->zones, zone, &length) : NULL;
    if (text)
        g_ptr_array_add(lines, g_string_new_len(text, length));
}

static char *
hash_of_lines(GPtrArray *lines)
{
    g_ptr_array_sort(lines, compare_strings);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < lines->len; i++) {
        const GString *line = g_ptr_array_index(lines, i);
        g_checksum_update(sum, (const guchar *)line->str, line->len);
        g_checksum_update(sum, (const guchar *)"\n", 1);
    }
    return g_strdup(g_checksum_get_string(sum));
}

static char *
hash_of_block(const IcsFeed *feed, const IcsBlock *block)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(free_string);
    g_auto(IcsReader) reader = {0};
    collect_ics_line_reader_init(&reader, block->text, block->length);
    for (IcsLine line; collect_ics_line_next_own(&reader, &line);) {
        if (is_noise(&line))
            continue;
        g_ptr_array_add(lines, line_text(&line));
        add_zone_text(feed, &line, lines);
    }
    return hash_of_lines(lines);
}

static char *
hash_of_group(const IcsFeed *feed, const IcsGroup *group)
{
    g_autoptr(GPtrArray) hashes = g_ptr_array_new_with_free_func(free_string);
    for (guint i = 0; i < group->blocks->len; i++) {
        g_autofree char *hash = hash_of_block(feed, g_ptr_array_index(group->blocks, i));
        g_ptr_array_add(hashes, g_string_new(hash));
    }
    return hash_of_lines(hashes);
}

IcsFeed *
collect_ics_split(const char *body, gsize length, gboolean joins_families)
{
    IcsFeed *feed = g_new0(IcsFeed, 1);
    feed->groups = g_ptr_array_new_with_free_func(group_free);
    feed->problems = g_ptr_array_new_with_free_func(g_free);
    feed->zones = collect_zone_set_new();
    g_autoptr(GHashTable) by_uid = g_hash_table_new(g_str_hash, g_str_equal);
    Split split = {.feed = feed, .joins_families = joins_families, .by_uid = by_uid};
    g_auto(IcsReader) reader = {0};
    collect_ics_line_reader_init(&reader, body, length);
    for (IcsLine line; collect_ics_line_next(&reader, &line);)
        read_line(&split, &line);
    if (split.place == IN_EVENT)
        collect_ics_problem(feed->problems, _("the last event is cut off and skipped"));
    if (feed->timezone)
        collect_zone_set_default(feed->zones, feed->timezone);
    for (guint i = 0; i < feed->groups->len; i++) {
        IcsGroup *group = g_ptr_array_index(feed->groups, i);
        group->hash = hash_of_group(feed, group);
    }
    return feed;
}
