/* SPDX-License-Identifier: MIT
 * Days and instants as people say them: folded to plain letters, then one small grammar after the other. */
#include "base/spoken.h"
#include <string.h>
#include "base/clock.h"
#include "base/day.h"

#define TEXT_MAX 64       /* bytes; nobody says a day in more */
#define WORDS_MAX 6
#define FRIDAY 4          /* days after Monday */
#define YEARS_AHEAD 8     /* a 29 February is never further away */
#define UNITS_MAX 1200    /* a hundred years in months */

typedef struct {
    gint32 today;
    SpokenTense tense;
    guint n;
    char *words[WORDS_MAX + 1]; /* plain small letters without accents; borrowed */
} Said;

/* Small letters without accents and with single blanks: "På  Måndag" is "pa mandag". NULL if nobody could mean a day by it. */
static char *
plain(const char *text)
{
    if (!text || strlen(text) > TEXT_MAX || !g_utf8_validate(text, -1, NULL))
        return NULL;
    g_autofree char *apart = g_utf8_normalize(text, -1, G_NORMALIZE_ALL);
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *p = apart; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isspace(c) && out->len && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
        else if (!g_unichar_isspace(c) && !g_unichar_ismark(c))
            g_string_append_unichar(out, g_unichar_tolower(c));
    }
    return g_strchomp(g_string_free(g_steal_pointer(&out), FALSE));
}

static gboolean
is_word(const Said *said, guint i, const char *word)
{
    return i < said->n && g_str_equal(said->words[i], word);
}

/* The words from I on are exactly PHRASE. */
static gboolean
is_rest(const Said *said, guint i, const char *phrase)
{
    g_autofree char *rest = g_strjoinv(" ", (char **)&said->words[MIN(i, said->n)]);
    return g_str_equal(rest, phrase);
}

/* The place of WORD in LIST ("a b c"), -1 = nowhere. */
static int
place_in(const char *list, const char *word)
{
    g_auto(GStrv) items = g_strsplit(list, " ", -1);
    for (int i = 0; items[i]; i++)
        if (g_str_equal(items[i], word))
            return i;
    return -1;
}

/* --- days that are near -------------------------------------------------------------------------------------------------------- */

static gboolean
parse_near(const Said *said, guint at, gint32 *ret_day)
{
    static const struct {
        const char *phrase;
        int ahead;
    } near[] = {
        {"idag", 0},      {"i dag", 0},       {"today", 0},       {"imorgon", 1},          {"i morgon", 1},   {"imorron", 1},
        {"tomorrow", 1},  {"overmorgon", 2},  {"i overmorgon", 2}, {"day after tomorrow", 2}, {"igar", -1},    {"i gar", -1},
        {"yesterday", -1}, {"i forrgar", -2}, {"forrgar", -2},    {"day before yesterday", -2},
    };
    for (guint i = 0; i < G_N_ELEMENTS(near); i++)
        if (is_rest(said, at, near[i].phrase)) {
            *ret_day = said->today + near[i].ahead;
            return TRUE;
        }
    return FALSE;
}

/* --- weekdays and weeks ---------------------------------------------------------------------------------------------------------- */

/* Counted from 1, in the first of LISTS that has WORD, which may end with a point; 0 = in none. */
static int
place_in_lists(const char *const *lists, gsize n, const char *word)
{
    g_autofree char *bare = g_strdup(word);
    if (g_str_has_suffix(bare, "."))
        bare[strlen(bare) - 1] = '\0';
    for (gsize i = 0; i < n; i++)
        if (place_in(lists[i], bare) >= 0)
            return place_in(lists[i], bare) + 1;
    return 0;
}

/* 1 Monday .. 7 Sunday; 0 = none. */
static int
weekday_of(const char *word)
{
    static const char *const lists[] = {"mandag tisdag onsdag torsdag fredag lordag sondag", "monday tuesday wednesday thursday friday saturday sunday",
                                        "man tis ons tors fre lor son", "mon tue wed thu fri sat sun"};
    return place_in_lists(lists, G_N_ELEMENTS(lists), word);
}

static gint32
monday_of(gint32 day)
{
    return day - day_weekday(day) + 1;
}

/* On a Friday "fredag" is the next one, or today's of what has happened. */
static gint32
nearest_weekday(const Said *said, int weekday)
{
    int ahead = (weekday - day_weekday(said->today) + 7) % 7;
    if (said->tense == SPOKEN_LAST)
        return said->today - (7 - ahead) % 7;
    return said->today + (ahead ? ahead : 7);
}

/* "i fredags", "last friday": before today. */
static gboolean
parse_weekday_gone(const Said *said, guint at, gint32 *ret_day)
{
    gboolean is_swedish = said->n == at + 2 && is_word(said, at, "i") && g_str_has_suffix(said->words[at + 1], "s");
    gboolean is_english = said->n == at + 2 && is_word(said, at, "last");
    if (!is_swedish && !is_english)
        return FALSE;
    g_autofree char *name = g_strndup(said->words[at + 1], strlen(said->words[at + 1]) - is_swedish);
    int weekday = weekday_of(name);
    int back = (day_weekday(said->today) - weekday + 7) % 7;
    *ret_day = said->today - (back ? back : 7);
    return weekday > 0;
}

static gboolean
parse_weekday(const Said *said, guint at, gint32 *ret_day)
{
    gboolean says_next = at < said->n && place_in("nasta next kommande coming this", said->words[at]) >= 0;
    guint name = at + says_next;
    int weekday = name < said->n ? weekday_of(said->words[name]) : 0;
    if (weekday == 0)
        return parse_weekday_gone(said, at, ret_day);
    if (!says_next && (is_rest(said, name + 1, "nasta vecka") || is_rest(said, name + 1, "next week"))) {
        *ret_day = monday_of(said->today) + 7 + weekday - 1;
        return TRUE;
    }
    const Said ahead = {.today = said->today, .tense = says_next ? SPOKEN_NEXT : said->tense};
    *ret_day = nearest_weekday(&ahead, weekday);
    return said->n == name + 1;
}

/* The number behind "v. 14", "v14", "vecka 14", "week 14", "w14"; 0 = none. */
static int
week_number(const Said *said, guint at)
{
    static const char *const prefixes[] = {"vecka", "week", "v.", "v", "w"};
    g_autofree char *rest = g_strjoinv("", (char **)&said->words[MIN(at, said->n)]);
    guint64 week = 0;
    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++)
        if (g_str_has_prefix(rest, prefixes[i]))
            return g_ascii_string_to_unsigned(rest + strlen(prefixes[i]), 10, 1, 53, &week, NULL) ? (int)week : 0;
    return 0;
}

/* Its Friday (09 §9.3), or where it begins. This week's number is this week. */
static gboolean
parse_week(const Said *said, guint at, gint32 *ret_day)
{
    int year, now, week = week_number(said, at + is_word(said, at, "i")), place = said->tense == SPOKEN_BEGIN ? 0 : FRIDAY;
    if (is_rest(said, at, "nasta vecka") || is_rest(said, at, "next week")) {
        *ret_day = monday_of(said->today) + 7 + place;
        return TRUE;
    }
    day_iso_week(said->today, &year, &now);
    if (said->tense != SPOKEN_LAST)
        year += week < now;
    else
        year -= week > now;
    if (week == 0 || week > day_weeks_in_year(year))
        return FALSE;
    *ret_day = day_from_iso_week(year, week) + place;
    return TRUE;
}

/* --- spans ------------------------------------------------------------------------------------------------------------------------ */

/* "3", "tre", "three", "en", "a"; 0 = no number. */
static int
number_of(const char *word)
{
    static const char *const lists[] = {"en tva tre fyra fem sex sju atta nio tio elva tolv", "one two three four five six seven eight nine ten eleven twelve"};
    guint64 n = 0;
    if (g_ascii_string_to_unsigned(word, 10, 1, UNITS_MAX, &n, NULL))
        return (int)n;
    if (g_str_equal(word, "ett") || g_str_equal(word, "a") || g_str_equal(word, "an"))
        return 1;
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        if (place_in(lists[i], word) >= 0)
            return place_in(lists[i], word) + 1;
    return 0;
}

static gboolean
add_units(gint32 today, int n, const char *unit, gint32 *ret_day)
{
    if (place_in("dag dagar day days", unit) >= 0)
        *ret_day = today + n;
    else if (place_in("vecka veckor week weeks", unit) >= 0)
        *ret_day = today + 7 * n;
    else if (place_in("manad manader month months", unit) >= 0)
        *ret_day = day_add_months(today, n);
    else if (place_in("ar year years", unit) >= 0)
        *ret_day = day_add_months(today, MAX(MIN(n, UNITS_MAX / 12), -UNITS_MAX / 12) * 12);
    else
        return FALSE;
    return TRUE;
}

/* "om två veckor", "in two weeks", "3 dagar"; "för tre dagar sedan", "3 days ago". */
static gboolean
parse_span(const Said *said, guint at, gint32 *ret_day)
{
    gboolean is_ahead = is_word(said, at, "om") || is_word(said, at, "in"), is_back = is_word(said, at, "for");
    guint number = at + (is_ahead || is_back);
    gboolean is_gone = is_word(said, number + 2, "sedan") || is_word(said, number + 2, "sen") || is_word(said, number + 2, "ago");
    if (said->n != number + 2 + is_gone || (is_ahead && is_gone) || (is_back && !is_gone))
        return FALSE;
    int n = number_of(said->words[number]);
    return n > 0 && add_units(said->today, is_gone ? -n : n, said->words[number + 1], ret_day);
}

/* --- dates ------------------------------------------------------------------------------------------------------------------------ */

static int
month_of(const char *word)
{
    static const char *const lists[] = {"januari februari mars april maj juni juli augusti september oktober november december",
                                        "january february march april may june july august september october november december",
                                        "jan feb mar apr maj jun jul aug sep okt nov dec", "jan feb mar apr may jun jul aug sept oct nov dec"};
    return place_in_lists(lists, G_N_ELEMENTS(lists), word);
}

/* "15", "15:e", "15th", "15,"; 0 = no day of a month. */
static int
date_of(const char *word)
{
    gsize digits = strspn(word, "0123456789");
    if (digits < 1 || digits > 2 || place_in(": :e :a e a st nd rd th . ,", word + digits) < 0)
        return word[digits] == '\0' && digits >= 1 && digits <= 2 ? (int)g_ascii_strtoull(word, NULL, 10) : 0;
    return (int)g_ascii_strtoull(word, NULL, 10);
}

/* Four digits; 0 = none. */
static int
year_of(const char *word)
{
    return strlen(word) == 4 && strspn(word, "0123456789") == 4 ? (int)g_ascii_strtoull(word, NULL, 10) : 0;
}

/* YEAR 0 = the one in which it is next, or was last. */
static gboolean
resolve(const Said *said, int year, int month, int date, gint32 *ret_day)
{
    int this_year, m, d, step = said->tense != SPOKEN_LAST ? 1 : -1;
    day_to_ymd(said->today, &this_year, &m, &d);
    for (int i = 0; i <= (year ? 0 : YEARS_AHEAD); i++) {
        int y = year ? year : this_year + i * step;
        if (!day_is_valid_ymd(y, month, date))
            continue;
        *ret_day = day_from_ymd(y, month, date);
        if (year || (*ret_day - said->today) * step >= 0)
            return TRUE;
    }
    return FALSE;
}

/* "15/4", "15/4 2026", "15/4/2026". */
static gboolean
parse_slashes(const Said *said, guint at, gint32 *ret_day)
{
    g_autofree char *text = g_strjoinv("/", (char **)&said->words[MIN(at, said->n)]);
    g_auto(GStrv) parts = g_strsplit(text, "/", 4);
    guint n = g_strv_length(parts);
    if (n < 2 || n > 3 || !strchr(said->words[at], '/'))
        return FALSE;
    int year = n == 3 ? year_of(parts[2]) : 0;
    gboolean is_numeric = strspn(parts[0], "0123456789") == strlen(parts[0]) && strspn(parts[1], "0123456789") == strlen(parts[1]);
    return is_numeric && (n == 2 || year > 0) && resolve(said, year, date_of(parts[1]), date_of(parts[0]), ret_day);
}

/* "15 april", "april 15", each with a year or without. */
static gboolean
parse_named_month(const Said *said, guint at, gint32 *ret_day)
{
    guint left = said->n - at;
    if (left < 2 || left > 3)
        return FALSE;
    const char *first = said->words[at], *second = said->words[at + 1];
    int month = month_of(second) ? month_of(second) : month_of(first), date = month_of(second) ? date_of(first) : date_of(second);
    int year = left == 3 ? year_of(said->words[at + 2]) : 0;
    return month > 0 && date > 0 && (left == 2 || year > 0) && resolve(said, year, month, date, ret_day);
}

/* "den 15": of this month, or of the first one in that direction that has it. */
static gboolean
parse_bare_date(const Said *said, guint at, gint32 *ret_day)
{
    int date = said->n == at + 1 ? date_of(said->words[at]) : 0, step = said->tense != SPOKEN_LAST ? 1 : -1;
    gint32 month = day_month_start(said->today);
    for (int i = 0; date > 0 && i < 4; i++, month = day_add_months(month, step)) {
        *ret_day = month + date - 1;
        if (*ret_day <= day_month_end(month) && (*ret_day - said->today) * step >= 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean
parse_date(const Said *said, guint at, gint32 *ret_day)
{
    gboolean has_article = is_word(said, at, "den") || is_word(said, at, "the");
    at += has_article;
    return at < said->n && (parse_slashes(said, at, ret_day) || parse_named_month(said, at, ret_day) ||
                            (has_article && parse_bare_date(said, at, ret_day)));
}

/* ------------------------------------------------------------------------------------------------------------------------------------ */

/* How many words only lead to the day. */
static guint
leading(const Said *said)
{
    return is_word(said, 0, "pa") || is_word(said, 0, "on") || is_word(said, 0, "till") || is_word(said, 0, "until");
}

static gboolean
parse_said(const Said *said, gint32 *ret_day)
{
    guint at = leading(said);
    if (at == said->n)
        return FALSE;
    return (said->n == at + 1 && day_parse(said->words[at], ret_day)) || parse_near(said, at, ret_day) || parse_weekday(said, at, ret_day) ||
           parse_week(said, at, ret_day) || parse_span(said, at, ret_day) || parse_date(said, at, ret_day);
}

/* The words of TEXT in SAID, which borrows them; NULL if nobody could mean a day by them. Caller frees. */
static GStrv
listen(const char *text, gint32 today, SpokenTense tense, Said *said)
{
    g_autofree char *letters = plain(text);
    if (!letters || *letters == '\0')
        return NULL;
    g_auto(GStrv) words = g_strsplit(letters, " ", -1);
    *said = (Said){.today = today, .tense = tense, .n = g_strv_length(words)};
    if (said->n > WORDS_MAX)
        return NULL;
    memcpy(said->words, words, said->n * sizeof *words);
    return g_steal_pointer(&words);
}

gboolean
spoken_day(const char *text, gint32 today, SpokenTense tense, gint32 *ret_day)
{
    Said said;
    g_auto(GStrv) words = listen(text, today, tense, &said);
    return words && parse_said(&said, ret_day);
}

/* --- days of work ----------------------------------------------------------------------------------------------------------------- */

/* How many workdays ahead: "nästa arbetsdag", "om två arbetsdagar"; 0 = something else is said. */
static int
workdays_ahead(const Said *said)
{
    static const char *const next[] = {"nasta arbetsdag", "nasta vardag", "next workday", "next working day", "next business day"};
    static const char *const units[] = {"arbetsdag", "arbetsdagar", "vardagar", "workday", "workdays", "working days", "business days"};
    guint at = leading(said);
    for (guint i = 0; i < G_N_ELEMENTS(next); i++)
        if (is_rest(said, at, next[i]))
            return 1;
    at += is_word(said, at, "om") || is_word(said, at, "in");
    for (guint i = 0; at < said->n && i < G_N_ELEMENTS(units); i++)
        if (is_rest(said, at + 1, units[i]))
            return number_of(said->words[at]);
    return 0;
}

gboolean
spoken_business_day(const char *text, const Calendar *calendar, gint64 now, SpokenTense tense, gint32 *ret_day)
{
    Said said;
    g_auto(GStrv) words = listen(text, calendar_day_of(calendar, now), tense, &said);
    int ahead = words ? workdays_ahead(&said) : 0;
    if (ahead > 0)
        *ret_day = calendar_workday_add(calendar, said.today, ahead);
    return ahead > 0 || (words && parse_said(&said, ret_day));
}

/* "14:30", "14.30", "9" (only behind "kl" or "at"). */
static gboolean
parse_time(const char *word, gboolean is_said, int *ret_hour, int *ret_minute)
{
    gsize digits = strspn(word, "0123456789");
    const char *rest = word + digits;
    gboolean has_minutes = (*rest == ':' || *rest == '.') && strlen(rest) == 3 && g_ascii_isdigit(rest[1]) && g_ascii_isdigit(rest[2]);
    if (digits < 1 || digits > 2 || (!has_minutes && (*rest != '\0' || !is_said)))
        return FALSE;
    *ret_hour = (int)g_ascii_strtoull(word, NULL, 10);
    *ret_minute = has_minutes ? (int)g_ascii_strtoull(rest + 1, NULL, 10) : 0;
    return *ret_hour < 24 && *ret_minute < 60;
}

/* Cuts "kl 14:30" off the end of TEXT. */
static gboolean
cut_time(char *text, int *ret_hour, int *ret_minute)
{
    static const char *const marks[] = {" kl", " kl.", " klockan", " at"};
    char *blank = strrchr(text, ' ');
    if (!blank)
        return FALSE;
    const char *word = blank + 1;
    gboolean is_said = FALSE;
    *blank = '\0';
    for (guint i = 0; i < G_N_ELEMENTS(marks) && !is_said; i++) {
        is_said = g_str_has_suffix(text, marks[i]);
        if (is_said)
            text[strlen(text) - strlen(marks[i])] = '\0';
    }
    return parse_time(word, is_said, ret_hour, ret_minute);
}

static gboolean
parse_day_and_time(const char *text, const Calendar *calendar, gint64 now, SpokenTense tense, gint64 *ret_at)
{
    g_autofree char *letters = plain(text);
    int hour, minute, year, month, date;
    gint32 day;
    if (!letters || !cut_time(letters, &hour, &minute) || !spoken_business_day(letters, calendar, now, tense, &day))
        return FALSE;
    day_to_ymd(day, &year, &month, &date);
    *ret_at = clock_from_civil(calendar_zone(calendar), year, month, date, hour, minute, 0);
    return TRUE;
}

gboolean
spoken_instant(const char *text, const Calendar *calendar, gint64 now, SpokenTense tense, gint64 *ret_at, gint32 *ret_day)
{
    gint32 day = DAY_NONE;
    gboolean is_day = spoken_business_day(text, calendar, now, tense, &day);
    if (ret_day)
        *ret_day = is_day ? day : DAY_NONE;
    if (is_day)
        *ret_at = calendar_day_start(calendar, day);
    else if (g_strcmp0(text, "now") == 0 || g_strcmp0(text, "nu") == 0)
        *ret_at = now;
    else
        return clock_parse_instant(text, calendar_zone(calendar), ret_at, NULL) || parse_day_and_time(text, calendar, now, tense, ret_at);
    return TRUE;
}
