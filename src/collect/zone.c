/* SPDX-License-Identifier: MIT
 * A time zone: GLib's, which reads the tz database right where libical does not, or the shifts that
 * a VTIMEZONE spells out. */
#include "collect/zone.h"
#include <string.h>
#include "collect/ics-line.h"
#include "collect/recur.h"
#include "collect/zone-name.h"
#include "base/day.h"

typedef struct {
    gint64 utc;    /* from here on */
    gint32 offset; /* seconds east of UTC */
} Shift;

struct Zone {
    GTimeZone *system;   /* or NULL: */
    GArray *shifts;      /* of Shift, ascending */
    gint32 first_offset; /* before the first shift */
};

void
collect_zone_free(gpointer data)
{
    Zone *zone = data;
    if (!zone)
        return;
    g_clear_pointer(&zone->system, g_time_zone_unref);
    g_clear_pointer(&zone->shifts, g_array_unref);
    g_free(zone);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Zone, collect_zone_free)

Zone *
collect_zone_new_system(GTimeZone *system)
{
    Zone *zone = g_new0(Zone, 1);
    zone->system = g_time_zone_ref(system);
    return zone;
}

Zone *
collect_zone_new_named(const char *name)
{
    gint32 seconds;
    const char *known = collect_zone_name(name);
    g_autoptr(GTimeZone) system = known ? g_time_zone_new_identifier(known) : NULL;
    if (!system && collect_zone_name_offset(name, &seconds))
        system = g_time_zone_new_offset(seconds);
    return system ? collect_zone_new_system(system) : NULL;
}

typedef struct { /* STANDARD or DAYLIGHT */
    IcsTime start;
    gint32 offset_from, offset_to;
    gboolean has_start, has_from, has_to, has_rule, is_bad;
    RecurRule rule;
    GArray *dates; /* of gint64 wall */
} Observance;

static gboolean
read_offset(const IcsLine *line, gint32 *ret)
{
    g_autofree char *text = g_strstrip(g_strndup(line->value, line->value_length));
    if (strlen(text) == 7 && text[5] == '0' && text[6] == '0')
        text[5] = '\0';
    return collect_zone_name_offset(text, ret);
}

/* Only a rule with a few instances a year is an honest change of clocks. */
static void
read_rule(const IcsLine *line, Observance *seen)
{
    const char *problem;
    seen->has_rule = collect_recur_parse(line->value, line->value_length, &seen->rule, &problem);
    seen->is_bad |= !seen->has_rule || seen->rule.freq != RECUR_YEARLY;
}

static void
read_dates(const IcsLine *line, Observance *seen)
{
    const char *end = line->value + line->value_length;
    for (const char *at = line->value; at < end && seen->dates->len < ZONE_SHIFTS_MAX;) {
        const char *comma = memchr(at, ',', end - at);
        IcsTime time;
        if (collect_ics_time_parse(at, (comma ? comma : end) - at, FALSE, &time))
            g_array_append_val(seen->dates, time.wall);
        at = comma ? comma + 1 : end;
    }
}

static void
read_observance_line(const IcsLine *line, Observance *seen)
{
    if (collect_ics_line_is(line, "DTSTART"))
        seen->has_start =
            collect_ics_time_parse(line->value, line->value_length, FALSE, &seen->start);
    else if (collect_ics_line_is(line, "TZOFFSETFROM"))
        seen->has_from = read_offset(line, &seen->offset_from);
    else if (collect_ics_line_is(line, "TZOFFSETTO"))
        seen->has_to = read_offset(line, &seen->offset_to);
    else if (collect_ics_line_is(line, "RRULE"))
        read_rule(line, seen);
    else if (collect_ics_line_is(line, "RDATE"))
        read_dates(line, seen);
}

static void
add_shift(Zone *zone, const Observance *seen, gint64 wall)
{
    Shift shift = {wall - seen->offset_from, seen->offset_to};
    if (zone->shifts->len < ZONE_SHIFTS_MAX)
        g_array_append_val(zone->shifts, shift);
}

static gboolean
is_over(const Observance *seen, gint64 wall)
{
    const IcsTime *until = &seen->rule.until;
    if (!seen->rule.has_until)
        return FALSE;
    return (until->is_utc ? wall - seen->offset_from : wall) >
           until->wall + (until->is_date ? ICS_DAY_SECONDS - 1 : 0);
}

static void
add_rule(Zone *zone, const Observance *seen)
{
    gint64 from = (gint64)day_from_ymd(1970, 1, 1) * ICS_DAY_SECONDS, wall;
    gint64 limit = (gint64)day_from_ymd(ICS_YEAR_LAST, 1, 1) * ICS_DAY_SECONDS;
    g_auto(RecurWalk) walk = {0};
    collect_recur_walk_init(&walk, &seen->rule, seen->start.wall, from, limit);
    while (zone->shifts->len < ZONE_SHIFTS_MAX && collect_recur_walk_next(&walk, &wall) &&
           !is_over(seen, wall))
        add_shift(zone, seen, wall);
}

static gboolean
add_observance(Zone *zone, const Observance *seen)
{
    if (seen->is_bad || !seen->has_start || !seen->has_from || !seen->has_to)
        return FALSE;
    if (seen->has_rule)
        add_rule(zone, seen);
    else
        add_shift(zone, seen, seen->start.wall);
    for (guint i = 0; i < seen->dates->len; i++)
        add_shift(zone, seen, g_array_index(seen->dates, gint64, i));
    return TRUE;
}

static int
compare_shifts(gconstpointer a, gconstpointer b)
{
    const Shift *left = a, *right = b;
    return (left->utc > right->utc) - (left->utc < right->utc);
}

/* One STANDARD or DAYLIGHT up to its END. */
static gboolean
read_observance(IcsReader *reader, Zone *zone, gint64 *first_start)
{
    g_autoptr(GArray) dates = g_array_new(FALSE, FALSE, sizeof(gint64));
    Observance seen = {.dates = dates};
    for (IcsLine line; collect_ics_line_next(reader, &line) && !collect_ics_line_is(&line, "END");)
        read_observance_line(&line, &seen);
    if (!add_observance(zone, &seen))
        return FALSE;
    if (seen.start.wall < *first_start) {
        *first_start = seen.start.wall;
        zone->first_offset = seen.offset_from;
    }
    return TRUE;
}

Zone *
collect_zone_new_inline(const char *text, gsize length)
{
    g_autoptr(Zone) zone = g_new0(Zone, 1);
    zone->shifts = g_array_new(FALSE, FALSE, sizeof(Shift));
    g_auto(IcsReader) reader = {0};
    collect_ics_line_reader_init(&reader, text, length);
    gint64 first_start = G_MAXINT64;
    guint observances = 0;
    for (IcsLine line; collect_ics_line_next(&reader, &line);) {
        if (!collect_ics_line_says(&line, "BEGIN", "STANDARD") &&
            !collect_ics_line_says(&line, "BEGIN", "DAYLIGHT"))
            continue;
        if (++observances > ZONE_OBSERVANCES_MAX || !read_observance(&reader, zone, &first_start))
            return NULL;
    }
    if (zone->shifts->len == 0)
        return NULL;
    g_array_sort(zone->shifts, compare_shifts);
    return g_steal_pointer(&zone);
}

static gint32
shift_offset(const Zone *zone, gint64 utc)
{
    guint low = 0, high = zone->shifts->len; /* the first shift after UTC */
    while (low < high) {
        guint middle = (low + high) / 2;
        if (g_array_index(zone->shifts, Shift, middle).utc <= utc)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? zone->first_offset : g_array_index(zone->shifts, Shift, low - 1).offset;
}

static gint32
offset_at(const Zone *zone, gint64 utc)
{
    if (!zone->system)
        return shift_offset(zone, utc);
    int interval = g_time_zone_find_interval(zone->system, G_TIME_TYPE_UNIVERSAL, utc);
    return g_time_zone_get_offset(zone->system, interval);
}

gint64
collect_zone_to_wall(const Zone *zone, gint64 utc)
{
    return utc + offset_at(zone, utc);
}

/* No zone changes its clock twice in two days, so the offsets a day before and a day after are the
 * only candidates. */
gint64
collect_zone_to_utc(const Zone *zone, gint64 wall)
{
    gint64 before = wall - offset_at(zone, wall - ICS_DAY_SECONDS);
    if (before + offset_at(zone, before) == wall)
        return before;
    gint64 after = wall - offset_at(zone, wall + ICS_DAY_SECONDS);
    return after + offset_at(zone, after) == wall ? after : before;
}
