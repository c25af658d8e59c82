/* SPDX-License-Identifier: MIT
 * The versions of one UID sorted out: which masters live, which overrides count, and which
 * instances each master has. */
#include "collect/ics-series.h"
#include <glib/gi18n.h>

/* TIME may be written in another zone, or as a day where the series has times, or the other way
 * round. */
static gint64
key_of(const IcsEntry *master, const IcsMoment *time)
{
    gint64 wall = time->time.wall;
    if (!master->all_day)
        return time->time.is_date
                   ? collect_ics_entry_utc(master,
                                           wall + collect_ics_time_second(master->start.time.wall))
                   : collect_ics_moment_utc(time);
    if (time->time.is_utc && collect_ics_time_second(wall) != 0)
        wall = collect_zone_to_wall(master->start.zone, wall);
    return collect_ics_time_day(wall) * ICS_DAY_SECONDS;
}

static gint64
wall_of(const IcsEntry *master, gint64 key)
{
    return master->all_day ? key : collect_ics_entry_wall(master, key);
}

/* The forms of UNTIL (RFC 5545 3.3.10 and what is written instead): a day is inclusive, an instant
 * is compared as one. */
static gboolean
is_over(const IcsEntry *master, const RecurRule *rule, gint64 wall)
{
    if (!rule->has_until)
        return FALSE;
    if (rule->until.is_date || master->all_day)
        return collect_ics_time_day(wall) > collect_ics_time_day(rule->until.wall);
    return (rule->until.is_utc ? collect_ics_entry_utc(master, wall) : wall) > rule->until.wall;
}

/* TRUE if RULE still has an instance at or after WALL; UNTIL may lie long behind the last one. A COUNT must be counted, but no
 * further than that. */
static gboolean
rule_reaches(const IcsEntry *master, const RecurRule *rule, gint64 wall, gint64 *work)
{
    gint64 instance = master->start.time.wall;
    gint64 limit = rule->has_until ? rule->until.wall + 2 * ICS_DAY_SECONDS : G_MAXINT64; /* whatever clock UNTIL is read by */
    g_auto(RecurWalk) walk = {0};
    collect_recur_walk_init(&walk, rule, instance, wall, limit);
    walk.work = work;
    while (instance < wall && collect_recur_walk_next(&walk, &instance))
        ;
    return walk.is_cut || (instance >= wall && !is_over(master, rule, instance));
}

static gboolean
reaches(const IcsEntry *master, gint64 wall, gint64 *work)
{
    for (guint i = 0; i < master->rules->len; i++)
        if (rule_reaches(master, g_ptr_array_index(master->rules, i), wall, work))
            return TRUE;
    return FALSE;
}

static int
compare_masters(gconstpointer a, gconstpointer b)
{
    const IcsEntry *left = *(IcsEntry *const *)a, *right = *(IcsEntry *const *)b;
    gint64 start_left = left->start.time.wall, start_right = right->start.time.wall;
    if (start_left != start_right)
        return start_left < start_right ? -1 : 1;
    return collect_ics_entry_is_newer(left, right) ? -1 : 1;
}

static gint64
newest_single(GPtrArray *entries)
{
    gint64 sequence = 0;
    for (guint i = 0; i < entries->len; i++) {
        const IcsEntry *entry = g_ptr_array_index(entries, i);
        if (!entry->is_override && !entry->is_recurring)
            sequence = MAX(sequence, entry->sequence);
    }
    return sequence;
}

/* Two masters of one UID are a series that was renewed when the first ends before the second starts
 * (Exchange does so); otherwise they are versions of one event and the newer lives. ENTRY starts
 * after all that live, or with the last of them. */
static void
add_master(IcsSeries *series, IcsEntry *entry)
{
    GPtrArray *masters = series->masters;
    while (masters->len > 0) {
        IcsEntry *last = g_ptr_array_index(masters, masters->len - 1);
        gboolean is_same = last->start.time.wall == entry->start.time.wall;
        if (!is_same && !reaches(last, entry->start.time.wall, &series->work))
            break;
        if (!collect_ics_entry_is_newer(entry, last))
            return;
        g_ptr_array_set_size(masters, (int)masters->len - 1);
    }
    g_ptr_array_add(masters, entry);
}

static void
find_masters(IcsSeries *series)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    gint64 newest = newest_single(series->entries);
    for (guint i = 0; i < series->entries->len; i++) {
        IcsEntry *entry = g_ptr_array_index(series->entries, i);
        if (!entry->is_override && (entry->is_recurring || entry->sequence == newest))
            g_ptr_array_add(all, entry);
    }
    g_ptr_array_sort(all, compare_masters);
    for (guint i = 0; i < all->len; i++)
        add_master(series, g_ptr_array_index(all, i));
}

/* The last master that begins no later than the override's original start. */
static const IcsEntry *
master_of(const IcsSeries *series, const IcsEntry *override)
{
    guint low = 0, high = series->masters->len;
    while (low < high) {
        guint middle = (low + high) / 2;
        const IcsEntry *master = g_ptr_array_index(series->masters, middle);
        if (key_of(master, &master->start) <= key_of(master, &override->original))
            low = middle + 1;
        else
            high = middle;
    }
    return series->masters->len == 0 ? NULL
                                     : g_ptr_array_index(series->masters, low > 0 ? low - 1 : 0);
}

static int
compare_overrides(gconstpointer a, gconstpointer b)
{
    const IcsOverride *left = a, *right = b;
    if (left->key != right->key)
        return left->key < right->key ? -1 : 1;
    return collect_ics_entry_is_newer(left->entry, right->entry) ? -1 : 1;
}

static void
find_overrides(IcsSeries *series)
{
    for (guint i = 0; i < series->entries->len; i++) {
        const IcsEntry *entry = g_ptr_array_index(series->entries, i);
        if (!entry->is_override)
            continue;
        const IcsEntry *master = master_of(series, entry);
        IcsOverride override = {entry, master,
                                master ? key_of(master, &entry->original)
                                       : collect_ics_moment_utc(&entry->original)};
        if (!master && entry->original.time.is_date)
            override.key = entry->original.time.wall;
        g_array_append_val(series->overrides, override);
    }
    g_array_sort(series->overrides, compare_overrides);
    guint kept = 0;
    for (guint i = 0; i < series->overrides->len; i++) {
        IcsOverride override = g_array_index(series->overrides, IcsOverride, i);
        if (kept == 0 ||
            g_array_index(series->overrides, IcsOverride, kept - 1).key != override.key)
            g_array_index(series->overrides, IcsOverride, kept++) = override;
    }
    g_array_set_size(series->overrides, kept);
}

static void
tell_cut(GPtrArray *problems, const char *uid)
{
    collect_ics_problem(problems, _("%s: the rule is too long and was cut"), uid);
}

void
collect_ics_series_init(IcsSeries *series, const IcsGroup *group, const IcsFeed *feed,
                        const Zone *user, GPtrArray *problems)
{
    series->entries = g_ptr_array_new_with_free_func(collect_ics_entry_free);
    series->masters = g_ptr_array_new();
    series->overrides = g_array_new(FALSE, FALSE, sizeof(IcsOverride));
    series->work = ICS_WORK_MAX;
    for (guint i = 0; i < group->blocks->len; i++) {
        IcsEntry *entry = collect_ics_entry_new(g_ptr_array_index(group->blocks, i), i, feed->zones,
                                                user, group->uid, problems);
        if (entry->has_start || entry->is_override) {
            g_ptr_array_add(series->entries, entry);
            continue;
        }
        collect_ics_problem(problems, _("%s: no readable DTSTART; the event is skipped"), group->uid);
        collect_ics_entry_free(entry);
    }
    find_masters(series);
    if (series->work <= 0)
        tell_cut(problems, group->uid);
    find_overrides(series);
}

void
collect_ics_series_clear(IcsSeries *series)
{
    g_clear_pointer(&series->masters, g_ptr_array_unref);
    g_clear_pointer(&series->overrides, g_array_unref);
    g_clear_pointer(&series->entries, g_ptr_array_unref);
}

static void
add_number(GHashTable *set, gint64 number)
{
    g_hash_table_add(set, g_memdup2(&number, sizeof(number)));
}

void
collect_ics_series_removed_init(IcsRemoved *removed, const IcsEntry *master)
{
    removed->keys = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    removed->days = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < master->removed->len; i++) {
        const IcsMoment *time = &g_array_index(master->removed, IcsMoment, i);
        if (time->time.is_date)
            add_number(removed->days, collect_ics_time_day(time->time.wall));
        else
            add_number(removed->keys, key_of(master, time));
    }
}

void
collect_ics_series_removed_clear(IcsRemoved *removed)
{
    g_clear_pointer(&removed->keys, g_hash_table_unref);
    g_clear_pointer(&removed->days, g_hash_table_unref);
}

gboolean
collect_ics_series_is_removed(const IcsRemoved *removed, gint64 key, gint64 wall)
{
    gint64 day = collect_ics_time_day(wall);
    return g_hash_table_contains(removed->keys, &key) || g_hash_table_contains(removed->days, &day);
}

static void
add_instance(GArray *instances, const IcsEntry *master, gint64 wall)
{
    IcsInstance instance = {wall, master->all_day ? wall : collect_ics_entry_utc(master, wall), -1};
    g_array_append_val(instances, instance);
}

static void
add_rule(GArray *instances, const IcsEntry *master, const RecurRule *rule, gint64 from, gint64 to,
         gint64 *work, const char *uid, GPtrArray *problems)
{
    gint64 wall;
    g_auto(RecurWalk) walk = {0};
    collect_recur_walk_init(&walk, rule, master->start.time.wall, from, to);
    walk.work = work;
    if (is_over(master, rule, master->start.time.wall))
        collect_ics_problem(problems, _("%s: the rule ends before it begins; nothing of it is shown"), uid);
    while (collect_recur_walk_next(&walk, &wall) && !is_over(master, rule, wall)) {
        if (wall < from)
            continue;
        if (instances->len >= ICS_OCCURRENCES_MAX) {
            collect_ics_problem(problems, _("%s: only the first %d occurrences are shown"), uid,
                                ICS_OCCURRENCES_MAX);
            return;
        }
        add_instance(instances, master, wall);
    }
    if (walk.is_cut)
        tell_cut(problems, uid);
}

static void
add_dates(GArray *instances, const IcsEntry *master)
{
    for (guint i = 0; i < master->added->len; i++) {
        const IcsDate *date = &g_array_index(master->added, IcsDate, i);
        gint64 key = key_of(master, &date->start);
        IcsInstance instance = {wall_of(master, key), key, date->seconds};
        g_array_append_val(instances, instance);
    }
}

/* Of two with the same start the one with a length of its own comes first. */
static int
compare_instances(gconstpointer a, gconstpointer b)
{
    const IcsInstance *left = a, *right = b;
    if (left->key != right->key)
        return left->key < right->key ? -1 : 1;
    return (left->seconds < right->seconds) - (left->seconds > right->seconds);
}

GArray *
collect_ics_series_instances(IcsSeries *series, const IcsEntry *master, const char *uid, gint64 from, gint64 to,
                             GPtrArray *problems)
{
    GArray *instances = g_array_new(FALSE, FALSE, sizeof(IcsInstance));
    if (master->rules->len == 0)
        add_instance(instances, master, master->start.time.wall);
    for (guint i = 0; i < master->rules->len; i++)
        add_rule(instances, master, g_ptr_array_index(master->rules, i), from, to, &series->work, uid, problems);
    add_dates(instances, master);
    g_array_sort(instances, compare_instances);
    guint kept = 0;
    for (guint i = 0; i < instances->len; i++) {
        IcsInstance instance = g_array_index(instances, IcsInstance, i);
        if (kept == 0 || g_array_index(instances, IcsInstance, kept - 1).key != instance.key)
            g_array_index(instances, IcsInstance, kept++) = instance;
    }
    g_array_set_size(instances, kept);
    return instances;
}
