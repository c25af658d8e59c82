/* SPDX-License-Identifier: MIT
 * Promises in our own letters. */
#include "identify/promise.h"
#include <string.h>
#include "identify/said.h"

#define REACH 12 /* words behind the phrase in which the day may stand */
#define NEAR 4   /* words before the phrase in which "jag" may stand */

static const struct {
    const char *words;
    gboolean is_ours; /* says itself that it is one of us who will; else "jag" or "vi" must stand near, or the sentence begin with it */
} phrases[] = {
    {"hör av mig", TRUE}, {"hör av oss", TRUE}, {"ringer dig", FALSE}, {"ringer er", FALSE}, {"ringer upp", FALSE}, {"återkommer", FALSE},
    {"skickar", FALSE}, {"skicka", FALSE}, {"mejlar", FALSE}, {"mailar", FALSE}, {"ska återkomma", FALSE}, {"ska ringa", FALSE}, {"levererar", FALSE},
    {"i'll get back", TRUE}, {"will get back", FALSE}, {"i'll send", TRUE}, {"we'll send", TRUE}, {"will send", FALSE}, {"i'll call", TRUE},
    {"will call", FALSE}, {"i'll follow up", TRUE}, {"will follow up", FALSE}, {"we'll get back", TRUE}, {"i'll be in touch", TRUE},
};

static guint
match_at(char *const *words, guint at, guint n, const char *phrase)
{
    g_auto(GStrv) parts = g_strsplit(phrase, " ", -1);
    guint length = g_strv_length(parts);
    for (guint i = 0; i < length; i++)
        if (at + i >= n || !g_str_equal(words[at + i], parts[i]))
            return 0;
    return length;
}

static gboolean
is_one_of(const char *word, const char *const *list)
{
    return word && g_strv_contains(list, word);
}

/* "jag skickar", "skickar jag", "ska jag skicka", "Skickar offerten": one of us; "skickar du", "ni skickar": not. */
static gboolean
is_first_person(char *const *words, guint at, guint length, guint n)
{
    static const char *const we[] = {"jag", "vi", "i", "we", NULL};
    static const char *const they[] = {"du", "ni", "han", "hon", "de", "you", "he", "she", "they", NULL};
    static const char *const perhaps[] = {"kan", "kunde", "can", "could", "om", "if", "hoppas", "hope", NULL};
    if (at + length < n && is_one_of(words[at + length], they))
        return FALSE;
    if (at + length < n && is_one_of(words[at + length], we))
        return TRUE;
    for (guint back = 1; back <= NEAR && back <= at; back++) {
        if (is_one_of(words[at - back], they) || is_one_of(words[at - back], perhaps))
            return FALSE;
        if (is_one_of(words[at - back], we))
            return TRUE;
    }
    return at == 0;
}

static gboolean
is_denied(char *const *words, guint at, guint length, guint n)
{
    static const char *const no[] = {"inte", "ej", "not", "never", "aldrig", NULL};
    return (at > 0 && is_one_of(words[at - 1], no)) || (at + length < n && is_one_of(words[at + length], no));
}

static gboolean
in_sentence(const char *sentence, gint32 today, gint32 *ret_day, const char **ret_pattern)
{
    g_auto(GStrv) words = identify_said_words(sentence);
    guint n = g_strv_length(words);
    for (guint at = 0; at < n; at++)
        for (gsize k = 0; k < G_N_ELEMENTS(phrases); k++) {
            guint length = match_at(words, at, n, phrases[k].words);
            if (length == 0 || is_denied(words, at, length, n) || !(phrases[k].is_ours || is_first_person(words, at, length, n)))
                continue;
            *ret_pattern = phrases[k].words;
            if (identify_said_day(words, at + length, MIN(n, at + length + REACH), today, today, ret_day) ||
                identify_said_day(words, 0, at, today, today, ret_day))
                return TRUE;
        }
    return FALSE;
}

/* Lines are wrapped anywhere; an empty one ends a sentence as a full stop before a capital does ("v. 14" and "kl. 9" have none). */
static const char *
end_of_sentence(const char *text)
{
    for (const char *at = text; *at; at++) {
        if (*at == '!' || *at == '?' || (*at == '\n' && at[1] == '\n'))
            return at;
        if (*at != '.' || !g_ascii_isspace(at[1]))
            continue;
        const char *next = at + 1;
        while (g_ascii_isspace(*next))
            next++;
        if (!*next || g_unichar_isupper(g_utf8_get_char(next)))
            return at;
    }
    return text + strlen(text);
}

gboolean
identify_promise(const char *text, gint32 today, gint32 *ret_day, const char **ret_pattern)
{
    for (const char *at = text; *at;) {
        const char *end = end_of_sentence(at);
        g_autofree char *sentence = g_strndup(at, (gsize)(end - at));
        if (*end != '?' && in_sentence(sentence, today, ret_day, ret_pattern))
            return TRUE;
        at = *end ? end + 1 : end;
    }
    return FALSE;
}
