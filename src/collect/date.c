/* SPDX-License-Identifier: MIT
 * Dates of mail, read word by word: each word shows by its shape what it is. */
#include "collect/date.h"
#include <stdlib.h>
#include <string.h>
#include "base/day.h"

#define WORD_MAX 31
#define WORDS_MAX 24
#define FIRST_YEAR 1970
#define LAST_YEAR 2199
#define ZONE_HOURS_MAX 14

typedef struct {
    int day, month, year; /* -1 = not seen */
    int hour, minute, second;
    int zone_seconds;
    gboolean has_zone;
} Parts;

static const struct {
    const char *name;
    int hours;
} zones[] = { { "UT", 0 },   { "GMT", 0 },  { "EST", -5 }, { "EDT", -4 }, { "CST", -6 },
              { "CDT", -5 }, { "MST", -7 }, { "MDT", -6 }, { "PST", -8 }, { "PDT", -7 } };

static const char *const months[] = { "january", "february", "march",     "april",   "may",      "june",
                                      "july",    "august",   "september", "october", "november", "december" };

static int
month_of(const char *word)
{
    gsize length = strlen(word);
    for (int i = 0; length >= 3 && i < 12; i++)
        if (g_ascii_strncasecmp(word, months[i], length) == 0)
            return i + 1;
    return -1;
}

/* Up to MAX digits; moves *AT behind them. -1 if there are none or more. */
static int
read_digits(const char **at, int max)
{
    int value = 0, n = 0;
    for (; g_ascii_isdigit(**at) && n <= max; (*at)++, n++)
        value = value * 10 + (**at - '0');
    return n == 0 || n > max ? -1 : value;
}

/* "+0200", "-05:00". */
static gboolean
read_zone(const char *word, Parts *parts)
{
    const char *at = word + 1;
    int hours, minutes;
    if (strlen(at) == 5 && at[2] == ':') {
        hours = read_digits(&at, 2);
        at++;
        minutes = read_digits(&at, 2);
    } else {
        int both = read_digits(&at, 4);
        if (at - word != 5)
            return FALSE;
        hours = both / 100;
        minutes = both % 100;
    }
    if (*at || hours < 0 || hours > ZONE_HOURS_MAX || minutes < 0 || minutes > 59)
        return FALSE;
    parts->zone_seconds = (hours * 60 + minutes) * (word[0] == '-' ? -60 : 60);
    parts->has_zone = TRUE;
    return TRUE;
}

/* Other words are let pass: a weekday, the name of a zone that a number gives too. */
static gboolean
read_zone_name(const char *word, Parts *parts)
{
    for (gsize i = 0; i < G_N_ELEMENTS(zones); i++) {
        gsize length = strlen(zones[i].name);
        if (g_ascii_strncasecmp(word, zones[i].name, length) != 0)
            continue;
        if (word[length] == '+' || word[length] == '-') /* "GMT+0200" */
            return read_zone(word + length, parts);
        if (word[length])
            continue;
        if (!parts->has_zone)
            parts->zone_seconds = zones[i].hours * 3600;
        parts->has_zone = TRUE;
        return TRUE;
    }
    return g_ascii_strcasecmp(word, "AM") != 0 && g_ascii_strcasecmp(word, "PM") != 0;
}

/* "10:30", "10:30:59", "10.30.59"; a zone may cling to it. */
static gboolean
read_time(const char *word, Parts *parts)
{
    const char *at = word;
    char mark = word[strspn(word, "0123456789")];
    parts->hour = read_digits(&at, 2);
    if (parts->hour < 0 || *at++ != mark)
        return FALSE;
    parts->minute = read_digits(&at, 2);
    parts->second = 0;
    if (*at == mark) {
        at++;
        parts->second = read_digits(&at, 2);
    }
    if (*at == '.') /* fractions of a second */
        at += 1 + strspn(at + 1, "0123456789");
    if (*at == '+' || *at == '-')
        return read_zone(at, parts);
    return *at == '\0';
}

/* RFC 5322 §4.3. */
static int
full_year(int year, gsize digits)
{
    if (digits == 2)
        return year < 50 ? 2000 + year : 1900 + year;
    return digits == 3 ? 1900 + year : year;
}

static gboolean
read_number(const char *word, Parts *parts)
{
    const char *at = word;
    int value = read_digits(&at, 4);
    if (value < 0 || *at)
        return FALSE;
    if (parts->day < 0)
        parts->day = value;
    else if (parts->year < 0)
        parts->year = full_year(value, strlen(word));
    return TRUE;
}

/* "06-Nov-94" of RFC 850. */
static gboolean
read_dashed(char *word, Parts *parts)
{
    g_auto(GStrv) pieces = g_strsplit(word, "-", 4);
    if (g_strv_length(pieces) != 3 || parts->day >= 0)
        return FALSE;
    parts->month = month_of(pieces[1]);
    return parts->month > 0 && read_number(pieces[0], parts) && read_number(pieces[2], parts);
}

static gboolean
read_word(char *word, Parts *parts)
{
    gsize digits = strspn(word, "0123456789");
    if ((word[0] == '+' || word[0] == '-') && parts->hour >= 0)
        return read_zone(word, parts);
    if (digits > 0 && (word[digits] == ':' || (word[digits] == '.' && strchr(word + digits + 1, '.'))))
        return parts->hour < 0 && read_time(word, parts);
    if (digits > 0 && word[digits] == '-')
        return read_dashed(word, parts);
    if (digits > 0)
        return read_number(word, parts);
    int month = month_of(word);
    if (month > 0 && parts->month < 0) {
        parts->month = month;
        return TRUE;
    }
    return parts->hour < 0 || read_zone_name(word, parts);
}

/* The day of "2026-03-31T12:00:00+02:00", also with a blank for the T; the rest are words that read_word() knows. Returns what follows. */
static const char *
read_iso_day(const char *text, Parts *parts)
{
    const char *at = text + 5;
    if (strspn(text, "0123456789") != 4 || text[4] != '-')
        return text;
    int month = read_digits(&at, 2);
    if (month < 0 || *at++ != '-')
        return text;
    int day = read_digits(&at, 2);
    *parts = (Parts){ .year = atoi(text), .month = month, .day = day, .hour = -1 };
    return at + (*at == 'T' || *at == 't');
}

static const char *
skip_comment(const char *at)
{
    int depth = 0;
    for (; *at; at++) {
        if (*at == '\\' && at[1])
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at + 1;
    }
    return at;
}

static gboolean
read_words(const char *at, Parts *parts)
{
    char word[WORD_MAX + 1];
    for (int i = 0; i < WORDS_MAX; i++) {
        at += strspn(at, " \t\r,");
        if (*at == '(') {
            at = skip_comment(at);
            continue;
        }
        gsize length = strcspn(at, " \t\r,(");
        if (length == 0)
            return TRUE;
        if (length > WORD_MAX)
            return FALSE;
        memcpy(word, at, length);
        word[length] = '\0';
        at += length;
        if (!read_word(word, parts))
            return FALSE;
    }
    return TRUE;
}

static gboolean
is_possible(const Parts *parts)
{
    return parts->year >= FIRST_YEAR && parts->year <= LAST_YEAR && parts->month >= 1 && parts->month <= 12 &&
           day_is_valid_ymd(parts->year, parts->month, parts->day) && parts->hour >= 0 && parts->hour <= 23 &&
           parts->minute >= 0 && parts->minute <= 59 && parts->second >= 0 && parts->second <= 60;
}

static gboolean
parse(const char *raw, Parts *parts, gint64 *ret_at)
{
    *parts = (Parts){ .day = -1, .month = -1, .year = -1, .hour = -1 };
    const char *rest = read_iso_day(raw + strspn(raw, " \t"), parts);
    if (!read_words(rest, parts) || !is_possible(parts))
        return FALSE;
    gint64 day = day_from_ymd(parts->year, parts->month, parts->day);
    *ret_at = day * 86400 + parts->hour * 3600 + parts->minute * 60 + parts->second - parts->zone_seconds;
    return TRUE;
}

gboolean
collect_date_parse(const char *raw, gint64 *ret_at)
{
    Parts parts;
    gint64 at;
    if (!parse(raw, &parts, &at) || !parts.has_zone)
        return FALSE;
    *ret_at = at;
    return TRUE;
}

gboolean
collect_date_parse_from_line(const char *raw, gint64 *ret_at)
{
    Parts parts;
    return parse(raw, &parts, ret_at);
}
