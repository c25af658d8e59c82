/* SPDX-License-Identifier: MIT
 * When somebody is back. */
#include "identify/absence.h"
#include <string.h>
#include "base/day.h"
#include "identify/said.h"

#define REACH 7 /* words between the cue and its day: "tillbaka på kontoret igen måndag den 15 april" */

static const char *const back[] = {"åter", "tillbaka", "back", "return", "returning", "returns", "återkommer", "returned", NULL};
static const char *const until[] = {"till", "until", "till:", "til", "untill", "fram", NULL};
static const char *const through[] = {"t.o.m.", "t.o.m", "tom", "tom.", "through", "thru", "inclusive", NULL};
static const char *const away[] = {"semester", "ledig", "frånvarande", "frånvaro", "borta", "tjänstledig", "föräldraledig", "vacation", "leave", "away",
                                   "out", "holiday", "holidays", "absent", "ooo", "stängt", NULL};

static gboolean
is_through(char *const *words, guint at)
{
    if (g_strv_contains(through, words[at]))
        return TRUE;
    return g_str_equal(words[at], "till") && words[at + 1] && g_str_equal(words[at + 1], "och") && words[at + 2] && g_str_equal(words[at + 2], "med");
}

static gboolean
is_week(const char *word)
{
    static const char *const weeks[] = {"v", "v.", "vecka", "veckorna", "vecka:", "week", "weeks", NULL};
    return g_strv_contains(weeks, word);
}

/* The Monday behind the last of the weeks "28 31" at FROM. */
static gboolean
after_weeks(char *const *words, guint from, guint n, gint32 today, gint32 *ret_back)
{
    gint32 day = DAY_NONE;
    for (guint i = from; i < n && i < from + 2; i++) {
        g_autofree char *said = g_strconcat("v. ", words[i], NULL);
        char *const one[] = {said, NULL};
        gint32 friday;
        if (strspn(words[i], "0123456789") == strlen(words[i]) && identify_said_day(one, 0, 1, today, today + 1, &friday))
            day = friday;
    }
    *ret_back = day + 7 - day_weekday(day) + 1;
    return day != DAY_NONE;
}

typedef enum { CUE_NONE, CUE_THROUGH, CUE_BACK, CUE_UNTIL } Cue;

static Cue
cue_at(char *const *words, guint at)
{
    if (is_through(words, at))
        return CUE_THROUGH;
    if (g_strv_contains(back, words[at]))
        return CUE_BACK;
    return g_strv_contains(until, words[at]) ? CUE_UNTIL : CUE_NONE;
}

/* What is said of coming back counts before what is said of being away; of several cues the first. */
static gboolean
find_by_cue(char *const *words, guint n, gint32 today, Cue wanted, gint32 *ret_back)
{
    for (guint at = 0; at < n; at++) {
        gint32 day;
        guint to = MIN(n, at + 1 + REACH);
        if (cue_at(words, at) == wanted && wanted == CUE_THROUGH && at + 1 < n && is_week(words[at + 1]) && after_weeks(words, at + 2, n, today, ret_back))
            return TRUE;
        if (cue_at(words, at) != wanted || !identify_said_day(words, at + 1, to, today, today + 1, &day))
            continue;
        *ret_back = wanted == CUE_THROUGH ? day + 1 : day;
        return TRUE;
    }
    return FALSE;
}

/* "Semester 1/7-15/7", "ledig vecka 28-31": the last day that stands near the word. */
static gboolean
find_by_range(char *const *words, guint n, gint32 today, gint32 *ret_back)
{
    for (guint at = 0; at < n; at++) {
        if (!g_strv_contains(away, words[at]))
            continue;
        gint32 day, last = DAY_NONE;
        guint to = MIN(n, at + 1 + REACH);
        for (guint i = at + 1; i < to; i++) {
            if (is_week(words[i]) && after_weeks(words, i + 1, n, today, ret_back))
                return TRUE;
            for (guint k = 1; k <= 2 && i + k <= to; k++)
                if (strpbrk(words[i], "0123456789") != NULL && identify_said_day(words, i, i + k, today, today + 1, &day) && (last == DAY_NONE || day > last))
                    last = day;
        }
        *ret_back = last + 1;
        if (last != DAY_NONE)
            return TRUE;
    }
    return FALSE;
}

gboolean
identify_absence(const char *text, gint32 today, gint32 *ret_back)
{
    static const Cue order[] = {CUE_BACK, CUE_THROUGH, CUE_UNTIL};
    g_auto(GStrv) words = identify_said_words(text);
    guint n = g_strv_length(words);
    for (gsize i = 0; i < G_N_ELEMENTS(order); i++)
        if (find_by_cue(words, n, today, order[i], ret_back))
            return TRUE;
    return find_by_range(words, n, today, ret_back);
}
