/* SPDX-License-Identifier: MIT
 * The instances of a rule, period by period: the days of a year, month, week or day that pass every
 * BYxxx part, times the hours and minutes named, cut by BYSETPOS. */
#include "collect/recur.h"
#include "base/day.h"

typedef struct { /* everything the day filters ask of a day */
    gint32 day;
    int year, month, month_day, month_length, year_day, year_length, weekday;
} DayFacts;

static gboolean
is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
length_of_month(int year, int month)
{
    static const guint8 lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month - 1] + (month == 2 && is_leap(year));
}

static int
weekday_of(gint64 day)
{
    return (int)(((day + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

static DayFacts
facts_of(gint32 day)
{
    DayFacts facts = {.day = day, .weekday = weekday_of(day)};
    day_to_ymd(day, &facts.year, &facts.month, &facts.month_day);
    facts.month_length = length_of_month(facts.year, facts.month);
    facts.year_day = day - day_from_ymd(facts.year, 1, 1) + 1;
    facts.year_length = 365 + is_leap(facts.year);
    return facts;
}

static void
facts_advance(DayFacts *facts)
{
    if (facts->month_day == facts->month_length) {
        *facts = facts_of(facts->day + 1);
        return;
    }
    facts->day++;
    facts->month_day++;
    facts->year_day++;
    facts->weekday = (facts->weekday + 1) % 7;
}

static gboolean
has_bit(const guint64 *mask, int n)
{
    return n >= 0 && (mask[n / 64] >> (n % 64)) & 1;
}

/* The first day of week 1 of YEAR: the week with at least four of its days (RFC 5545, BYWEEKNO). */
static gint32
first_week(int year, int week_start)
{
    gint32 day = day_from_ymd(year, 1, 4);
    return day - (weekday_of(day) - week_start + 7) % 7;
}

static gboolean
passes_week(const RecurRule *rule, const DayFacts *facts)
{
    if (!rule->weeks && !rule->weeks_back)
        return TRUE;
    int year = facts->year;
    if (facts->day < first_week(year, rule->week_start))
        year--;
    else if (facts->day >= first_week(year + 1, rule->week_start))
        year++;
    gint32 first = first_week(year, rule->week_start);
    int week = (facts->day - first) / 7 + 1;
    int weeks = (first_week(year + 1, rule->week_start) - first) / 7;
    return has_bit(&rule->weeks, week) || has_bit(&rule->weeks_back, weeks + 1 - week);
}

static gboolean
passes_month_day(const RecurRule *rule, const DayFacts *facts)
{
    if (!rule->month_days && !rule->month_days_back)
        return TRUE;
    return (rule->month_days >> facts->month_day & 1) ||
           (rule->month_days_back >> (facts->month_length + 1 - facts->month_day) & 1);
}

static gboolean
passes_year_day(const RecurRule *rule, const DayFacts *facts)
{
    gboolean is_missing = TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(rule->year_days); i++)
        is_missing &= !rule->year_days[i] && !rule->year_days_back[i];
    return is_missing || has_bit(rule->year_days, facts->year_day) ||
           has_bit(rule->year_days_back, facts->year_length + 1 - facts->year_day);
}

/* "1MO" counts in the month, or in the year of a yearly rule that names no month; elsewhere the
 * number means nothing. */
static gboolean
is_nth(const RecurRule *rule, RecurDay day, const DayFacts *facts)
{
    if (rule->freq < RECUR_MONTHLY)
        return TRUE;
    gboolean in_year = rule->freq == RECUR_YEARLY && !rule->months;
    int place = in_year ? facts->year_day : facts->month_day;
    int length = in_year ? facts->year_length : facts->month_length;
    return day.nth > 0 ? (place - 1) / 7 + 1 == day.nth : (length - place) / 7 + 1 == -day.nth;
}

static gboolean
passes_weekday(const RecurRule *rule, const DayFacts *facts)
{
    if (!rule->weekdays && rule->n_days == 0)
        return TRUE;
    if (rule->weekdays >> facts->weekday & 1)
        return TRUE;
    for (guint i = 0; i < rule->n_days; i++)
        if (rule->days[i].weekday == facts->weekday && is_nth(rule, rule->days[i], facts))
            return TRUE;
    return FALSE;
}

static gboolean
passes(const RecurRule *rule, const DayFacts *facts)
{
    return (!rule->months || (rule->months >> facts->month & 1)) && passes_month_day(rule, facts) &&
           passes_weekday(rule, facts) && passes_week(rule, facts) && passes_year_day(rule, facts);
}

/* The rule with what it leaves open taken from START (RFC 5545 3.3.10, last paragraph). */
static RecurRule
complete(const RecurRule *rule, gint64 start)
{
    RecurRule full = *rule;
    DayFacts facts = facts_of((gint32)collect_ics_time_day(start));
    int second = (int)collect_ics_time_second(start);
    gboolean has_year_day = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(full.year_days); i++)
        has_year_day |= full.year_days[i] || full.year_days_back[i];
    gboolean has_day = full.weekdays || full.n_days || full.month_days || full.month_days_back ||
                       full.weeks || full.weeks_back || has_year_day;
    if (!has_day && full.freq == RECUR_YEARLY && !full.months)
        full.months = 1u << facts.month;
    if (!has_day && full.freq >= RECUR_MONTHLY)
        full.month_days = 1u << facts.month_day;
    if (!has_day && full.freq == RECUR_WEEKLY)
        full.weekdays = 1u << facts.weekday;
    if (!full.hours && full.freq != RECUR_HOURLY)
        full.hours = 1u << (second / 3600);
    if (!full.minutes)
        full.minutes = G_GUINT64_CONSTANT(1) << (second / 60 % 60);
    if (!full.seconds)
        full.seconds = G_GUINT64_CONSTANT(1) << (second % 60);
    return full;
}

static gint64
period_of(const RecurRule *rule, gint64 wall)
{
    gint64 day = collect_ics_time_day(wall);
    int year, month, month_day;
    day_to_ymd((gint32)day, &year, &month, &month_day);
    switch (rule->freq) {
    case RECUR_HOURLY:
        return day * 24 + collect_ics_time_second(wall) / 3600;
    case RECUR_DAILY:
        return day;
    case RECUR_WEEKLY:
        return (day - (weekday_of(day) - rule->week_start + 7) % 7 - rule->week_start + 3) / 7;
    case RECUR_MONTHLY:
        return year * 12 + month - 1;
    case RECUR_YEARLY:
        return year;
    }
    return 0;
}

static void
days_of_period(const RecurRule *rule, gint64 period, gint32 *ret_first, gint32 *ret_last)
{
    switch (rule->freq) {
    case RECUR_HOURLY:
        *ret_first = *ret_last = (gint32)collect_ics_time_day(period * 3600);
        return;
    case RECUR_DAILY:
        *ret_first = *ret_last = (gint32)period;
        return;
    case RECUR_WEEKLY:
        *ret_first = (gint32)(period * 7 + rule->week_start - 3);
        *ret_last = *ret_first + 6;
        return;
    case RECUR_MONTHLY:
        *ret_first = day_from_ymd((int)(period / 12), (int)(period % 12) + 1, 1);
        *ret_last = *ret_first + length_of_month((int)(period / 12), (int)(period % 12) + 1) - 1;
        return;
    case RECUR_YEARLY:
        *ret_first = day_from_ymd((int)period, 1, 1);
        *ret_last = *ret_first + 364 + is_leap((int)period);
        return;
    }
}

static void
add_hour(const RecurRule *rule, gint64 wall, GArray *set)
{
    for (int minute = 0; minute < 60; minute++)
        for (int second = 0; (rule->minutes >> minute & 1) && second < 60; second++)
            if (rule->seconds >> second & 1) {
                gint64 instance = wall + minute * 60 + second;
                g_array_append_val(set, instance);
            }
}

static void
add_day(const RecurRule *rule, gint32 day, GArray *set)
{
    for (int hour = 0; hour < 24; hour++)
        if (rule->hours >> hour & 1)
            add_hour(rule, (gint64)day * ICS_DAY_SECONDS + hour * 3600, set);
}

/* PERIOD is an hour of DAY. */
static void
add_period_hour(const RecurRule *rule, gint64 period, gint32 day, GArray *set)
{
    gint64 hour = period - (gint64)day * 24;
    if (!rule->hours || (rule->hours >> hour & 1))
        add_hour(rule, period * 3600, set);
}

static int
compare_walls(gconstpointer a, gconstpointer b)
{
    gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;
    return (left > right) - (left < right);
}

static void
keep_positions(const RecurRule *rule, GArray *set)
{
    if (rule->n_positions == 0)
        return;
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < rule->n_positions; i++) {
        gint64 place =
            rule->positions[i] > 0 ? rule->positions[i] - 1 : (gint64)set->len + rule->positions[i];
        if (place >= 0 && place < set->len)
            g_array_append_val(kept, g_array_index(set, gint64, place));
    }
    g_array_sort(kept, compare_walls);
    g_array_set_size(set, 0);
    g_array_append_vals(set, kept->data, kept->len);
}

static void
spend(RecurWalk *walk, gint64 work)
{
    if (walk->work)
        *walk->work -= work;
}

static void
fill_period(RecurWalk *walk)
{
    const RecurRule *rule = &walk->rule;
    gint32 first, last;
    g_array_set_size(walk->set, 0);
    walk->next = 0;
    days_of_period(rule, walk->period, &first, &last);
    for (DayFacts facts = facts_of(first); facts.day <= last && walk->set->len <= RECUR_SET_MAX; facts_advance(&facts))
        if (passes(rule, &facts) && rule->freq == RECUR_HOURLY)
            add_period_hour(rule, walk->period, facts.day, walk->set);
        else if (passes(rule, &facts))
            add_day(rule, facts.day, walk->set);
    spend(walk, (last - first + 1) * (1 + (gint64)rule->n_days) + walk->set->len);
    walk->is_cut = walk->set->len > RECUR_SET_MAX;
    if (walk->is_cut && rule->n_positions > 0) /* which are counted from the end too */
        g_array_set_size(walk->set, 0);
    keep_positions(rule, walk->set);
    walk->period += rule->interval;
}

/* Without COUNT nothing before FROM matters, so a rule of many years begins near the window. */
static gint64
first_period(const RecurRule *rule, gint64 start, gint64 from)
{
    gint64 period = period_of(rule, start);
    if (rule->count > 0 || from <= start)
        return period;
    gint64 ahead = period_of(rule, from) - period;
    return period + ahead / rule->interval * rule->interval;
}

/* No instance lies beyond the years that a feed may name, so that no sum can overflow. */
static gint64
clamp_limit(gint64 limit)
{
    return MIN(limit, (gint64)day_from_ymd(ICS_YEAR_LAST + 1, 1, 1) * ICS_DAY_SECONDS);
}

void
collect_recur_walk_init(RecurWalk *walk, const RecurRule *rule, gint64 start, gint64 from,
                        gint64 limit)
{
    *walk = (RecurWalk){
        .rule = complete(rule, start),
        .start = start,
        .limit = clamp_limit(limit),
        .last = start,
        .left = rule->count > 0 ? rule->count : G_MAXINT64,
        .set = g_array_new(FALSE, FALSE, sizeof(gint64)),
    };
    walk->period = first_period(&walk->rule, start, MIN(from, walk->limit));
}

void
collect_recur_walk_clear(RecurWalk *walk)
{
    g_clear_pointer(&walk->set, g_array_unref);
}

/* FALSE when the next period begins at or after the limit. */
static gboolean
next_period(RecurWalk *walk)
{
    gint32 first, last;
    days_of_period(&walk->rule, walk->period, &first, &last);
    if ((gint64)first * ICS_DAY_SECONDS >= walk->limit)
        return FALSE;
    walk->is_cut |= walk->periods++ >= RECUR_PERIODS_MAX || (walk->work && *walk->work <= 0);
    if (walk->is_cut)
        return FALSE;
    fill_period(walk);
    return TRUE;
}

static gboolean
give(RecurWalk *walk, gint64 wall, gint64 *ret_wall)
{
    walk->last = *ret_wall = wall;
    walk->left--;
    return TRUE;
}

gboolean
collect_recur_walk_next(RecurWalk *walk, gint64 *ret_wall)
{
    if (!walk->started) {
        walk->started = TRUE;
        if (walk->start < walk->limit)
            return give(walk, walk->start, ret_wall);
    }
    while (walk->left > 0) {
        if (walk->next >= walk->set->len) {
            if (!next_period(walk))
                return FALSE;
            continue;
        }
        gint64 wall = g_array_index(walk->set, gint64, walk->next++);
        if (wall >= walk->limit)
            return FALSE;
        if (wall > walk->last)
            return give(walk, wall, ret_wall);
    }
    return FALSE;
}
