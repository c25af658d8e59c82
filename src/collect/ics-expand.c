/* SPDX-License-Identifier: MIT
 * A UID becomes its occurrences in a window: instances, minus exceptions, with overrides in their
 * place (spec 16 A06). */
#include "collect/ics-event.h"
#include "collect/ics-series.h"
#include "base/day.h"
#include <glib/gi18n.h>

typedef struct {
    const IcsGroup *group;
    const Zone *user;
    gint64 from, to;
    GPtrArray *problems;
    GHashTable *facts;   /* IcsEntry* -> Event* without times, owned */
    GPtrArray *events;   /* of Event* */
    GHashTable *removed; /* IcsEntry* -> IcsRemoved*, owned */
    gboolean is_series;  /* occurrences are told apart by their original start */
} Expansion;

static void
free_event(gpointer event)
{
    event_free(event);
}

static const Event *
facts_of(Expansion *expansion, const IcsEntry *entry)
{
    Event *facts = g_hash_table_lookup(expansion->facts, entry);
    if (!facts) {
        facts = collect_ics_event_new(entry, expansion->group->uid, expansion->problems);
        g_hash_table_insert(expansion->facts, (gpointer)entry, facts);
    }
    return facts;
}

/* The people of an event do not change from one occurrence to the next, so they are shared. */
static Event *
copy_of(const Event *facts)
{
    Event *event = event_new();
    GPtrArray *own = event->attendees;
    *event = *facts;
    event->uid = g_strdup(facts->uid);
    event->recurrence_id = g_strdup(facts->recurrence_id);
    event->summary = g_strdup(facts->summary);
    event->location = g_strdup(facts->location);
    event->categories = g_strdup(facts->categories);
    event->attendees = g_ptr_array_ref(facts->attendees);
    g_ptr_array_unref(own);
    return event;
}

typedef struct {           /* where one occurrence lies */
    const IcsEntry *facts; /* who tells what it is */
    const IcsEntry *clock; /* whose clock WALL is read by */
    gboolean all_day;
    gint64 wall, utc; /* start; UTC of an all-day one is not used */
    gint64 days, seconds;
    gboolean is_nominal;
} Span;

static void
span_bounds(const Expansion *expansion, const Span *span, gint64 *ret_start, gint64 *ret_end)
{
    if (span->all_day) {
        *ret_start = collect_zone_to_utc(expansion->user, span->wall);
        *ret_end = collect_zone_to_utc(expansion->user, span->wall + span->days * ICS_DAY_SECONDS);
        return;
    }
    gint64 after_days = span->utc, wall = span->wall + span->days * ICS_DAY_SECONDS;
    if (span->days > 0)
        after_days = collect_ics_entry_utc(span->clock, wall);
    gint64 nominal =
        span->is_nominal ? collect_ics_entry_utc(span->clock, wall + span->seconds) : span->utc;
    *ret_start = span->utc;
    *ret_end = nominal > span->utc
                   ? nominal
                   : after_days + span->seconds; /* a start in the gap may leave nothing */
}

static gboolean
is_in_window(const Expansion *expansion, gint64 start, gint64 end)
{
    return start < expansion->to &&
           (end > expansion->from || (start == end && start >= expansion->from));
}

static char *
recurrence_id(gboolean all_day, gint64 key)
{
    return all_day ? day_format((gint32)collect_ics_time_day(key)) : collect_ics_time_format(key);
}

/* An occurrence of the original start KEY. NULL if it lies outside the window. Borrowed. */
static Event *
add_event(Expansion *expansion, const Span *span, gboolean key_is_day, gint64 key)
{
    gint64 start, end;
    span_bounds(expansion, span, &start, &end);
    if (!is_in_window(expansion, start, end))
        return NULL;
    if (expansion->events->len >= ICS_OCCURRENCES_MAX) {
        collect_ics_problem(expansion->problems, _("%s: only %d occurrences are shown"),
                            expansion->group->uid, ICS_OCCURRENCES_MAX);
        return NULL;
    }
    Event *event = copy_of(facts_of(expansion, span->facts));
    event->all_day = span->all_day;
    event->start_at = start;
    event->end_at = end;
    if (span->all_day) {
        event->start_day = (gint32)collect_ics_time_day(span->wall);
        event->end_day = event->start_day + (gint32)span->days;
    }
    if (expansion->is_series)
        event->recurrence_id = recurrence_id(key_is_day, key);
    g_ptr_array_add(expansion->events, event);
    return event;
}

static Span
own_span(const IcsEntry *entry)
{
    return (Span){.facts = entry,
                  .clock = entry,
                  .all_day = entry->all_day,
                  .wall = entry->start.time.wall,
                  .utc = collect_ics_moment_utc(&entry->start),
                  .days = entry->days,
                  .seconds = entry->seconds};
}

/* Where the instance of the original start KEY of MASTER lies when nothing has moved it, told with
 * the facts of ENTRY. */
static Span
original_span(const IcsEntry *master, gint64 key, const IcsEntry *entry)
{
    gint64 wall = master->all_day ? key : collect_ics_entry_wall(master, key);
    return (Span){.facts = entry,
                  .clock = master,
                  .all_day = master->all_day,
                  .wall = wall,
                  .utc = key,
                  .days = master->days,
                  .seconds = master->seconds,
                  .is_nominal = master->is_nominal};
}

/* A cancelled instance stands at its original start, wherever it had been moved (16-A06). */
static void
add_cancelled(Expansion *expansion, const IcsOverride *override)
{
    const IcsEntry *master = override->master, *entry = override->entry;
    Span span = own_span(entry);
    gboolean is_day = master ? master->all_day : entry->original.time.is_date;
    if (master)
        span = original_span(master, override->key, entry);
    else if (is_day == entry->all_day)
        span = original_span(entry, override->key, entry);
    Event *event = add_event(expansion, &span, is_day, override->key);
    if (event)
        event->status = "cancelled";
    if (event && master && !event->summary && !event->is_private)
        event->summary = g_strdup(facts_of(expansion, master)->summary);
}

/* Who calls off a series calls off all of it (RFC 5546 3.2.5), but what was written anew since. */
static gboolean
is_called_off(const IcsOverride *override)
{
    const IcsEntry *master = override->master, *entry = override->entry;
    if (entry->is_cancelled || !master || !master->is_cancelled)
        return entry->is_cancelled;
    return entry->sequence < master->sequence || (entry->sequence == master->sequence && entry->dtstamp <= master->dtstamp);
}

static void
free_removed(gpointer removed)
{
    collect_ics_series_removed_clear(removed);
    g_free(removed);
}

static const IcsRemoved *
removed_of(Expansion *expansion, const IcsEntry *master)
{
    IcsRemoved *removed = g_hash_table_lookup(expansion->removed, master);
    if (!removed) {
        removed = g_new0(IcsRemoved, 1);
        collect_ics_series_removed_init(removed, master);
        g_hash_table_insert(expansion->removed, (gpointer)master, removed);
    }
    return removed;
}

/* A master that was changed later than the override, and excludes its date, has the last word. */
static gboolean
is_override_dead(Expansion *expansion, const IcsOverride *override)
{
    if (!override->master || override->master->sequence <= override->entry->sequence)
        return FALSE;
    gint64 wall = override->master->all_day
                      ? override->key
                      : collect_ics_entry_wall(override->master, override->key);
    return collect_ics_series_is_removed(removed_of(expansion, override->master), override->key,
                                         wall);
}

static void
add_override(Expansion *expansion, const IcsOverride *override)
{
    const IcsEntry *entry = override->entry;
    if (is_override_dead(expansion, override))
        return;
    if (is_called_off(override)) {
        add_cancelled(expansion, override);
        return;
    }
    Span span = own_span(entry);
    add_event(expansion, &span,
              override->master ? override->master->all_day : entry->original.time.is_date,
              override->key);
}

/* RANGE=THISANDFUTURE moves later instances by the same difference of the clock and gives them its
 * length (RFC 5545 3.8.4.4). */
static Span
moved_span(const IcsOverride *override, const IcsInstance *instance)
{
    const IcsEntry *entry = override->entry, *master = override->master;
    gint64 base = master->all_day ? instance->key : collect_ics_entry_wall(entry, instance->key);
    gint64 origin = master->all_day ? override->key : collect_ics_entry_wall(entry, override->key);
    gint64 wall = base + entry->start.time.wall - origin;
    if (entry->all_day)
        wall = collect_ics_time_day(wall) * ICS_DAY_SECONDS;
    return (Span){.facts = entry,
                  .clock = entry,
                  .all_day = entry->all_day,
                  .wall = wall,
                  .utc = entry->all_day ? wall : collect_ics_entry_utc(entry, wall),
                  .days = entry->days,
                  .seconds = entry->seconds};
}

static void
add_instance(Expansion *expansion, const IcsEntry *master, const IcsInstance *instance,
             const IcsOverride *future)
{
    Span span = future && !future->entry->is_cancelled
                    ? moved_span(future, instance)
                    : original_span(master, instance->key, future ? future->entry : master);
    if (!future && instance->seconds >= 0) {
        span.days = span.all_day ? MAX(instance->seconds / ICS_DAY_SECONDS, 1) : 0;
        span.seconds = instance->seconds;
        span.is_nominal = FALSE;
    }
    add_event(expansion, &span, master->all_day, instance->key);
}

/* How far an instance may lie outside the window and still reach into it. */
static gint64
margin_of(const IcsSeries *series, const IcsEntry *master)
{
    gint64 margin = master->days * ICS_DAY_SECONDS + master->seconds;
    for (guint i = 0; i < series->overrides->len; i++) {
        const IcsOverride *override = &g_array_index(series->overrides, IcsOverride, i);
        const IcsEntry *entry = override->entry;
        gint64 shift = ABS(entry->start.time.wall - override->key) + entry->days * ICS_DAY_SECONDS +
                       entry->seconds;
        if (entry->is_this_and_future && override->master == master)
            margin = MAX(margin, shift);
    }
    return margin + 2 * ICS_DAY_SECONDS;
}

static void
add_master(Expansion *expansion, IcsSeries *series, const IcsEntry *master)
{
    gint64 margin = margin_of(series, master);
    g_autoptr(GArray) instances =
        collect_ics_series_instances(series, master, expansion->group->uid, expansion->from - margin,
                                     expansion->to + margin, expansion->problems);
    const IcsRemoved *removed = removed_of(expansion, master);
    const IcsOverride *future = NULL;
    for (guint i = 0, k = 0; i < instances->len; i++) {
        const IcsInstance *instance = &g_array_index(instances, IcsInstance, i);
        gboolean is_overridden = FALSE;
        for (; k < series->overrides->len; k++) {
            const IcsOverride *override = &g_array_index(series->overrides, IcsOverride, k);
            if (override->key > instance->key)
                break;
            is_overridden |= override->key == instance->key && override->master == master;
            if (override->entry->is_this_and_future && override->master == master)
                future = override;
        }
        if (!is_overridden &&
            !collect_ics_series_is_removed(removed, instance->key, instance->wall))
            add_instance(expansion, master, instance, future);
    }
}

static int
compare_events(gconstpointer a, gconstpointer b)
{
    const Event *left = *(Event *const *)a, *right = *(Event *const *)b;
    if (left->start_at != right->start_at)
        return left->start_at < right->start_at ? -1 : 1;
    return g_strcmp0(left->recurrence_id, right->recurrence_id);
}

static gboolean
is_series(const IcsSeries *series)
{
    if (series->overrides->len > 0 || series->masters->len > 1)
        return TRUE;
    return series->masters->len == 1 &&
           ((const IcsEntry *)g_ptr_array_index(series->masters, 0))->is_recurring;
}

static void
add_all(Expansion *expansion, IcsSeries *series)
{
    expansion->is_series = is_series(series);
    for (guint i = 0; i < series->masters->len; i++)
        add_master(expansion, series, g_ptr_array_index(series->masters, i));
    for (guint i = 0; i < series->overrides->len; i++)
        add_override(expansion, &g_array_index(series->overrides, IcsOverride, i));
    g_ptr_array_sort(expansion->events, compare_events);
}

GPtrArray *
collect_ics_expand(const IcsGroup *group, const IcsFeed *feed, GTimeZone *user_zone, gint64 from,
                   gint64 to, GPtrArray *problems)
{
    Zone *user = collect_zone_new_system(user_zone);
    g_autoptr(GHashTable) removed =
        g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, free_removed);
    g_autoptr(GHashTable) facts =
        g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, free_event);
    Expansion expansion = {
        .group = group,
        .user = user,
        .from = from,
        .to = to,
        .problems = problems,
        .facts = facts,
        .removed = removed,
        .events = g_ptr_array_new_with_free_func(free_event),
    };
    g_auto(IcsSeries) series = {0};
    collect_ics_series_init(&series, group, feed, user, problems);
    add_all(&expansion, &series);
    collect_zone_free(user);
    return expansion.events;
}
