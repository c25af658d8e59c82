/* SPDX-License-Identifier: MIT
 * Recurrence rules become text-free: every part of RFC 5545 3.3.10 as masks and short lists. */
#include "collect/recur.h"
#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    const char *at, *end;
} Slice;

static gboolean
next_item(Slice *list, char separator, Slice *ret)
{
    if (list->at >= list->end)
        return FALSE;
    const char *stop = memchr(list->at, separator, list->end - list->at);
    const char *end = stop ? stop : list->end;
    *ret = (Slice){list->at, end};
    list->at = stop ? stop + 1 : list->end;
    while (ret->at < ret->end && g_ascii_isspace(*ret->at))
        ret->at++;
    while (ret->end > ret->at && g_ascii_isspace(ret->end[-1]))
        ret->end--;
    return TRUE;
}

static gboolean
slice_is(Slice slice, const char *word)
{
    gsize length = slice.end - slice.at;
    return strlen(word) == length && g_ascii_strncasecmp(slice.at, word, length) == 0;
}

/* The digits are read here because libical keeps an interval in a short: 65537 became 1. */
static gboolean
read_number(Slice slice, gint64 *ret)
{
    gboolean is_negative = slice.at < slice.end && *slice.at == '-';
    if (slice.at < slice.end && (*slice.at == '-' || *slice.at == '+'))
        slice.at++;
    if (slice.at == slice.end || slice.end - slice.at > 12)
        return FALSE;
    gint64 value = 0;
    for (; slice.at < slice.end; slice.at++) {
        if (!g_ascii_isdigit(*slice.at))
            return FALSE;
        value = value * 10 + (*slice.at - '0');
    }
    *ret = is_negative ? -value : value;
    return TRUE;
}

static gboolean
read_freq(Slice value, RecurRule *rule)
{
    static const char *const names[] = {"HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (slice_is(value, names[i])) {
            rule->freq = i;
            return TRUE;
        }
    return FALSE;
}

static gboolean
read_weekday(Slice value, guint8 *ret)
{
    static const char *const names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    for (guint8 i = 0; i < G_N_ELEMENTS(names); i++)
        if (slice_is(value, names[i])) {
            *ret = i;
            return TRUE;
        }
    return FALSE;
}

static gboolean
read_interval(Slice value, RecurRule *rule)
{
    gint64 n;
    if (!read_number(value, &n) || n < 1 || n > RECUR_INTERVAL_MAX)
        return FALSE;
    rule->interval = (int)n;
    return TRUE;
}

static gboolean
read_count(Slice value, RecurRule *rule)
{
    gint64 n;
    if (!read_number(value, &n))
        return FALSE;
    rule->count = MAX(n, 0);
    return TRUE;
}

static gboolean
read_until(Slice value, RecurRule *rule)
{
    gsize length = value.end - value.at;
    rule->has_until = collect_ics_time_parse(value.at, length, FALSE, &rule->until) ||
                      (length > 8 && collect_ics_time_parse(value.at, 8, FALSE, &rule->until));
    return rule->has_until;
}

static gboolean
read_week_start(Slice value, RecurRule *rule)
{
    guint8 weekday;
    if (!read_weekday(value, &weekday))
        return FALSE;
    rule->week_start = weekday;
    return TRUE;
}

static gboolean
read_day(Slice item, RecurRule *rule)
{
    guint8 weekday;
    if (item.end - item.at < 2 || !read_weekday((Slice){item.end - 2, item.end}, &weekday))
        return FALSE;
    Slice number = {item.at, item.end - 2};
    while (number.end > number.at && g_ascii_isspace(number.end[-1]))
        number.end--;
    gint64 nth;
    if (number.at == number.end) {
        rule->weekdays |= 1u << weekday;
        return TRUE;
    }
    if (!read_number(number, &nth) || nth == 0 || ABS(nth) > 53 || rule->n_days == RECUR_LIST_MAX)
        return FALSE;
    rule->days[rule->n_days++] = (RecurDay){(gint8)nth, weekday};
    return TRUE;
}

static gboolean
read_days(Slice value, RecurRule *rule)
{
    for (Slice item; next_item(&value, ',', &item);)
        if (!read_day(item, rule))
            return FALSE;
    return TRUE;
}

static gboolean
read_positions(Slice value, RecurRule *rule)
{
    gint64 n;
    for (Slice item; next_item(&value, ',', &item);) {
        if (!read_number(item, &n) || n == 0 || ABS(n) > 366 || rule->n_positions == RECUR_LIST_MAX)
            return FALSE;
        rule->positions[rule->n_positions++] = (gint16)n;
    }
    return TRUE;
}

/* Numbers LOW..HIGH into MASK, -LOW..-HIGH into BACK (NULL = not allowed). */
static gboolean
read_mask(Slice value, int low, int high, guint64 *mask, guint64 *back)
{
    gint64 n;
    for (Slice item; next_item(&value, ',', &item);) {
        if (!read_number(item, &n) || ABS(n) < low || ABS(n) > high || (n < 0 && !back))
            return FALSE;
        guint64 *into = n < 0 ? back : mask;
        into[ABS(n) / 64] |= G_GUINT64_CONSTANT(1) << (ABS(n) % 64);
    }
    return TRUE;
}

static gboolean
read_mask32(Slice value, int low, int high, guint32 *mask, guint32 *back)
{
    guint64 wide = 0, wide_back = 0;
    if (!read_mask(value, low, high, &wide, back ? &wide_back : NULL))
        return FALSE;
    *mask = (guint32)wide;
    if (back)
        *back = (guint32)wide_back;
    return TRUE;
}

static gboolean
read_months(Slice value, RecurRule *rule)
{
    return read_mask32(value, 1, 12, &rule->months, NULL);
}

static gboolean
read_month_days(Slice value, RecurRule *rule)
{
    return read_mask32(value, 1, 31, &rule->month_days, &rule->month_days_back);
}

static gboolean
read_year_days(Slice value, RecurRule *rule)
{
    return read_mask(value, 1, 366, rule->year_days, rule->year_days_back);
}

static gboolean
read_weeks(Slice value, RecurRule *rule)
{
    return read_mask(value, 1, 53, &rule->weeks, &rule->weeks_back);
}

static gboolean
read_hours(Slice value, RecurRule *rule)
{
    return read_mask32(value, 0, 23, &rule->hours, NULL);
}

static gboolean
read_minutes(Slice value, RecurRule *rule)
{
    return read_mask(value, 0, 59, &rule->minutes, NULL);
}

static gboolean
read_seconds(Slice value, RecurRule *rule)
{
    return read_mask(value, 0, 59, &rule->seconds, NULL);
}

static gboolean
read_calendar(Slice value, RecurRule *rule)
{
    (void)rule;
    return slice_is(value, "GREGORIAN");
}

static gboolean
read_skip(Slice value, RecurRule *rule)
{
    (void)rule;
    return slice_is(value, "OMIT");
}

static const struct {
    const char *name;
    gboolean (*read)(Slice value, RecurRule *rule);
    const char *problem;
} parts[] = {
    {"FREQ", read_freq, N_("a frequency that is not expanded")},
    {"INTERVAL", read_interval, N_("a bad INTERVAL")},
    {"COUNT", read_count, N_("a bad COUNT")},
    {"UNTIL", read_until, N_("a bad UNTIL")},
    {"WKST", read_week_start, N_("a bad WKST")},
    {"BYDAY", read_days, N_("a bad BYDAY")},
    {"BYMONTH", read_months, N_("a bad BYMONTH")},
    {"BYMONTHDAY", read_month_days, N_("a bad BYMONTHDAY")},
    {"BYYEARDAY", read_year_days, N_("a bad BYYEARDAY")},
    {"BYWEEKNO", read_weeks, N_("a bad BYWEEKNO")},
    {"BYHOUR", read_hours, N_("a bad BYHOUR")},
    {"BYMINUTE", read_minutes, N_("a bad BYMINUTE")},
    {"BYSECOND", read_seconds, N_("a bad BYSECOND")},
    {"BYSETPOS", read_positions, N_("a bad BYSETPOS")},
    {"RSCALE", read_calendar, N_("a calendar that is not expanded")},
    {"SKIP", read_skip, N_("a SKIP that is not expanded")},
};

static const char *
read_part(Slice name, Slice value, guint *seen, RecurRule *rule)
{
    if (name.end - name.at >= 2 && g_ascii_strncasecmp(name.at, "X-", 2) == 0)
        return NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (!slice_is(name, parts[i].name))
            continue;
        if (value.at == value.end || (*seen & 1u << i))
            return NULL;
        *seen |= 1u << i;
        return parts[i].read(value, rule) ? NULL : parts[i].problem;
    }
    return N_("an unknown part");
}

gboolean
collect_recur_parse(const char *text, gsize length, RecurRule *ret, const char **ret_problem)
{
    RecurRule rule = {.interval = 1};
    Slice list = {text, text + length};
    guint seen = 0;
    const char *problem = NULL;
    for (Slice part; !problem && next_item(&list, ';', &part);) {
        if (part.at == part.end)
            continue;
        const char *equals = memchr(part.at, '=', part.end - part.at);
        if (!equals)
            problem = N_("a part without a value");
        else
            problem =
                read_part((Slice){part.at, equals}, (Slice){equals + 1, part.end}, &seen, &rule);
    }
    if (!problem && !(seen & 1u))
        problem = N_("no FREQ");
    if (rule.count > 0)
        rule.has_until = FALSE;
    if (!problem)
        *ret = rule;
    *ret_problem = problem;
    return problem == NULL;
}
