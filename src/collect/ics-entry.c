/* SPDX-License-Identifier: MIT
 * One VEVENT as its dates and rules say: read from text, before it becomes occurrences. */
#include "collect/ics-entry.h"
#include <string.h>
#include "base/text.h"
#include <glib/gi18n.h>

void
collect_ics_problem(GPtrArray *problems, const char *format, ...)
{
    if (!problems || problems->len > ICS_PROBLEMS_MAX)
        return;
    if (problems->len == ICS_PROBLEMS_MAX) {
        g_ptr_array_add(problems, g_strdup(_("more problems")));
        return;
    }
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    /* one event must not fill the list with the same words */
    if (problems->len == 0 || strcmp(problems->pdata[problems->len - 1], text) != 0)
        g_ptr_array_add(problems, g_steal_pointer(&text));
}

gint64
collect_ics_moment_utc(const IcsMoment *moment)
{
    return moment->time.is_utc ? moment->time.wall
                               : collect_zone_to_utc(moment->zone, moment->time.wall);
}

typedef struct { /* what reading one VEVENT needs */
    IcsEntry *entry;
    IcsZones *zones;
    const Zone *user;
    const char *uid;
    GPtrArray *problems;
    gboolean has_end;
    IcsMoment end;
} Reading;

static gboolean
is_date_ahead(const char *at, const char *end)
{
    for (int i = 0; i < 8; i++)
        if (at + i >= end || !g_ascii_isdigit(at[i]))
            return FALSE;
    return TRUE;
}

/* TZID=GMT+05:30:20120101T100000 or TZID=tzone://Microsoft/Custom:2012..., not quoted: the end of
 * the name stands before the value. */
static void
rejoin_zone(char **zone, const char **value, gsize *length)
{
    const char *end = *value + *length;
    if (!*zone || is_date_ahead(*value, end))
        return;
    const char *colon = memchr(*value, ':', *length);
    while (colon && !is_date_ahead(colon + 1, end))
        colon = memchr(colon + 1, ':', end - colon - 1);
    if (!colon)
        return;
    char *joined =
        g_strdup_printf("%s:%.*s", *zone, (int)MIN(colon - *value, ZONE_NAME_MAX), *value);
    g_free(*zone);
    *zone = joined;
    *value = colon + 1;
    *length = end - *value;
}

/* Once for each name that a feed uses. */
static void
tell_guess(Reading *reading, const char *zone)
{
    g_autofree char *name = text_clean_line(zone, -1, ZONE_NAME_MAX);
    if (collect_zone_set_is_news(reading->zones, zone))
        collect_ics_problem(reading->problems, _("the time zone %s is unknown; times in it are guessed"), *name ? name : "\"\"");
}

static gboolean
read_moment(Reading *reading, const char *text, gsize length, const char *zone, gboolean as_date,
            IcsMoment *ret)
{
    IcsMoment moment = {.zone = reading->user};
    if (!collect_ics_time_parse(text, length, as_date, &moment.time))
        return FALSE;
    if (zone && !moment.time.is_date && !moment.time.is_utc)
        moment.zone =
            collect_zone_set_find(reading->zones, zone, reading->user, &moment.is_guessed);
    if (moment.is_guessed)
        tell_guess(reading, zone);
    *ret = moment;
    return TRUE;
}

static gboolean
is_value_date(const IcsLine *line)
{
    g_autofree char *value = collect_ics_line_param(line, "VALUE");
    return value && g_ascii_strcasecmp(value, "DATE") == 0;
}

static gboolean
read_time_line(Reading *reading, const IcsLine *line, IcsMoment *ret)
{
    g_autofree char *zone = collect_ics_line_param(line, "TZID");
    const char *value = line->value;
    gsize length = line->value_length;
    rejoin_zone(&zone, &value, &length);
    return read_moment(reading, value, length, zone, is_value_date(line), ret);
}

static void
read_start(Reading *reading, const IcsLine *line)
{
    IcsEntry *entry = reading->entry;
    if (!entry->has_start)
        entry->has_start = read_time_line(reading, line, &entry->start);
}

static void
read_end(Reading *reading, const IcsLine *line)
{
    reading->has_end = read_time_line(reading, line, &reading->end);
}

static void
read_length(Reading *reading, const IcsLine *line)
{
    IcsEntry *entry = reading->entry;
    if (!collect_ics_time_duration(line->value, line->value_length, &entry->days, &entry->seconds))
        collect_ics_problem(reading->problems, _("%s: an unreadable DURATION"), reading->uid);
}

static void
read_original(Reading *reading, const IcsLine *line)
{
    IcsEntry *entry = reading->entry;
    g_autofree char *range = collect_ics_line_param(line, "RANGE");
    entry->is_override = read_time_line(reading, line, &entry->original);
    entry->is_this_and_future = range && g_ascii_strcasecmp(range, "THISANDFUTURE") == 0;
}

static void
read_rule(Reading *reading, const IcsLine *line)
{
    RecurRule rule;
    const char *problem;
    reading->entry->is_recurring = TRUE;
    if (reading->entry->rules->len >= ICS_RULES_MAX)
        collect_ics_problem(reading->problems, _("%s: only the first %d rules are read"), reading->uid, ICS_RULES_MAX);
    else if (collect_recur_parse(line->value, line->value_length, &rule, &problem))
        g_ptr_array_add(reading->entry->rules, g_memdup2(&rule, sizeof(rule)));
    else
        collect_ics_problem(reading->problems,
                            _("%s: unsupported rule: %s; only its first date is shown"), reading->uid,
                            _(problem));
}

static gboolean
has_room(Reading *reading)
{
    gboolean is_full =
        reading->entry->added->len + reading->entry->removed->len >= ICS_EXCEPTIONS_MAX;
    if (is_full)
        collect_ics_problem(reading->problems, _("%s: more than %d exceptions"), reading->uid,
                            ICS_EXCEPTIONS_MAX);
    return !is_full;
}

/* "START/END" or "START/DURATION". */
static gboolean
read_period(Reading *reading, const char *text, gsize length, const char *zone, gboolean as_date,
            IcsDate *ret)
{
    const char *slash = memchr(text, '/', length);
    gsize start_length = slash ? (gsize)(slash - text) : length;
    if (!read_moment(reading, text, start_length, zone, as_date, &ret->start))
        return FALSE;
    ret->seconds = -1;
    if (!slash)
        return TRUE;
    IcsMoment end;
    gint64 days, seconds;
    gsize rest = length - start_length - 1;
    if (collect_ics_time_duration(slash + 1, rest, &days, &seconds))
        ret->seconds = days * ICS_DAY_SECONDS + seconds;
    else if (read_moment(reading, slash + 1, rest, zone, as_date, &end))
        ret->seconds = MAX(collect_ics_moment_utc(&end) - collect_ics_moment_utc(&ret->start), 0);
    return TRUE;
}

static void
read_list(Reading *reading, const IcsLine *line, gboolean is_added)
{
    g_autofree char *zone = collect_ics_line_param(line, "TZID");
    gboolean as_date = is_value_date(line);
    const char *at = line->value, *end;
    gsize length = line->value_length;
    rejoin_zone(&zone, &at, &length);
    for (end = at + length; at < end && has_room(reading);) {
        const char *comma = memchr(at, ',', end - at);
        IcsDate date;
        if (!read_period(reading, at, (comma ? comma : end) - at, zone, as_date, &date))
            collect_ics_problem(reading->problems, _("%s: an unreadable exception"), reading->uid);
        else if (is_added)
            g_array_append_val(reading->entry->added, date);
        else
            g_array_append_val(reading->entry->removed, date.start);
        at = comma ? comma + 1 : end;
    }
}

static void
read_added(Reading *reading, const IcsLine *line)
{
    reading->entry->is_recurring = TRUE;
    read_list(reading, line, TRUE);
}

static void
read_removed(Reading *reading, const IcsLine *line)
{
    read_list(reading, line, FALSE);
}

/* Of RFC 2445; RFC 5545 has it no more. */
static void
read_removing_rule(Reading *reading, const IcsLine *line)
{
    (void)line;
    collect_ics_problem(reading->problems, _("%s: EXRULE is not read; what it leaves out is shown"), reading->uid);
}

static void
read_status(Reading *reading, const IcsLine *line)
{
    reading->entry->is_cancelled = collect_ics_line_says(line, "STATUS", "CANCELLED") ||
                                   collect_ics_line_says(line, "STATUS", "CANCELED");
    reading->entry->is_tentative = collect_ics_line_says(line, "STATUS", "TENTATIVE");
}

static void
read_class(Reading *reading, const IcsLine *line)
{
    reading->entry->is_private = collect_ics_line_hides(line);
}

/* Exchange says TRANSP:OPAQUE of much that it shows as free. */
static void
read_transparency(Reading *reading, const IcsLine *line)
{
    static const char *const free_states[] = { "FREE", "OOF", "WORKINGELSEWHERE" };
    reading->entry->is_transparent |= collect_ics_line_says(line, "TRANSP", "TRANSPARENT");
    for (gsize i = 0; i < G_N_ELEMENTS(free_states); i++)
        reading->entry->is_transparent |= collect_ics_line_says(line, "X-MICROSOFT-CDO-BUSYSTATUS", free_states[i]);
}

static gint64
read_stamp(Reading *reading, const IcsLine *line)
{
    IcsMoment moment;
    return read_time_line(reading, line, &moment) ? collect_ics_moment_utc(&moment) : 0;
}

static void
read_dtstamp(Reading *reading, const IcsLine *line)
{
    reading->entry->dtstamp = read_stamp(reading, line);
}

static void
read_created(Reading *reading, const IcsLine *line)
{
    reading->entry->created = read_stamp(reading, line);
}

static void
read_modified(Reading *reading, const IcsLine *line)
{
    reading->entry->modified = read_stamp(reading, line);
}

static void
read_sequence(Reading *reading, const IcsLine *line)
{
    g_autofree char *text = g_strndup(line->value, MIN(line->value_length, 20));
    reading->entry->sequence = CLAMP(g_ascii_strtoll(text, NULL, 10), 0, G_MAXINT32);
}

static const struct {
    const char *name;
    void (*read)(Reading *reading, const IcsLine *line);
} properties[] = {
    {"DTSTART", read_start},          {"DTEND", read_end},         {"DURATION", read_length},
    {"RECURRENCE-ID", read_original}, {"RRULE", read_rule},        {"RDATE", read_added},
    {"EXDATE", read_removed}, {"EXRULE", read_removing_rule},        {"STATUS", read_status},     {"CLASS", read_class},
    {"TRANSP", read_transparency},    {"X-MICROSOFT-CDO-BUSYSTATUS", read_transparency}, {"DTSTAMP", read_dtstamp},   {"CREATED", read_created},
    {"LAST-MODIFIED", read_modified}, {"SEQUENCE", read_sequence},
};

static void
read_line(Reading *reading, const IcsLine *line)
{
    for (gsize i = 0; i < G_N_ELEMENTS(properties); i++)
        if (collect_ics_line_is(line, properties[i].name)) {
            properties[i].read(reading, line);
            return;
        }
}

/* Whole days; never less than one (16-A06), also when DTEND repeats DTSTART. */
static void
settle_days(Reading *reading)
{
    IcsEntry *entry = reading->entry;
    if (reading->has_end)
        entry->days = collect_ics_time_day(reading->end.time.wall) -
                      collect_ics_time_day(entry->start.time.wall);
    else
        entry->days += (entry->seconds + ICS_DAY_SECONDS - 1) / ICS_DAY_SECONDS;
    entry->days = MAX(entry->days, 1);
    entry->seconds = 0;
}

/* A DTEND is an exact length for every instance (RFC 5545 3.8.5.3), measured between instants
 * because its zone may be another one. */
static void
settle_seconds(Reading *reading)
{
    IcsEntry *entry = reading->entry;
    entry->is_nominal = entry->is_recurring && !reading->has_end;
    if (!reading->has_end)
        return;
    if (reading->end.time.is_date)
        reading->end.zone = entry->start.zone;
    gint64 seconds = collect_ics_moment_utc(&reading->end) - collect_ics_moment_utc(&entry->start);
    entry->days = 0;
    entry->seconds = MAX(seconds, 0);
}

static void
settle(Reading *reading)
{
    IcsEntry *entry = reading->entry;
    if (!entry->has_start && entry->is_override)
        entry->start = entry->original;
    entry->all_day = entry->start.time.is_date;
    if (entry->all_day)
        settle_days(reading);
    else
        settle_seconds(reading);
}

IcsEntry *
collect_ics_entry_new(const IcsBlock *block, guint position, IcsZones *zones, const Zone *user,
                      const char *uid, GPtrArray *problems)
{
    g_autoptr(IcsEntry) entry = g_new0(IcsEntry, 1);
    entry->block = block;
    entry->position = position;
    entry->rules = g_ptr_array_new_with_free_func(g_free);
    entry->added = g_array_new(FALSE, FALSE, sizeof(IcsDate));
    entry->removed = g_array_new(FALSE, FALSE, sizeof(IcsMoment));
    Reading reading = {
        .entry = entry, .zones = zones, .user = user, .uid = uid, .problems = problems};
    g_auto(IcsReader) reader = {0};
    collect_ics_line_reader_init(&reader, block->text, block->length);
    for (IcsLine line; collect_ics_line_next_own(&reader, &line);)
        read_line(&reading, &line);
    if (entry->has_start || entry->is_override)
        settle(&reading);
    return g_steal_pointer(&entry);
}

void
collect_ics_entry_free(gpointer data)
{
    IcsEntry *entry = data;
    if (!entry)
        return;
    g_ptr_array_unref(entry->rules);
    g_array_unref(entry->added);
    g_array_unref(entry->removed);
    g_free(entry);
}

gint64
collect_ics_entry_wall(const IcsEntry *entry, gint64 utc)
{
    return entry->start.time.is_utc ? utc : collect_zone_to_wall(entry->start.zone, utc);
}

gint64
collect_ics_entry_utc(const IcsEntry *entry, gint64 wall)
{
    return entry->start.time.is_utc ? wall : collect_zone_to_utc(entry->start.zone, wall);
}

gboolean
collect_ics_entry_is_newer(const IcsEntry *a, const IcsEntry *b)
{
    if (a->sequence != b->sequence)
        return a->sequence > b->sequence;
    gint64 stamp_a = MAX(a->dtstamp, a->modified), stamp_b = MAX(b->dtstamp, b->modified);
    return stamp_a != stamp_b ? stamp_a > stamp_b : a->position > b->position;
}
