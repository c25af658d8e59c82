/* SPDX-License-Identifier: MIT
 * Patterns over words: each text is cut into words once. */
#include "identify/keyword.h"
#include <string.h>
#include "base/text.h"

#define GAP_WORDS 3
#define TEXT_WORDS_MAX 20000

typedef struct {
    char *text;         /* folded */
    gsize length;
    gboolean is_prefix; /* any ending */
    gboolean has_gap;   /* words may stand before it */
} Word;

typedef struct {
    char *category, *pattern;
    int weight;
    GArray *words; /* of Word */
} Pattern;

struct IdentifyKeywords {
    GPtrArray *patterns; /* of Pattern* */
};

static void
clear_word(gpointer word)
{
    g_free(((Word *)word)->text);
}

static void
free_pattern(gpointer data)
{
    Pattern *pattern = data;
    g_free(pattern->category);
    g_free(pattern->pattern);
    g_array_unref(pattern->words);
    g_free(pattern);
}

IdentifyKeywords *
identify_keywords_new(void)
{
    IdentifyKeywords *keywords = g_new0(IdentifyKeywords, 1);
    keywords->patterns = g_ptr_array_new_with_free_func(free_pattern);
    return keywords;
}

void
identify_keywords_free(IdentifyKeywords *keywords)
{
    if (!keywords)
        return;
    g_ptr_array_unref(keywords->patterns);
    g_free(keywords);
}

/* The next word of *AT (letters and digits), NULL at the end; *AT stands behind it. */
static char *
next_word(const char **at)
{
    while (**at && !g_unichar_isalnum(g_utf8_get_char(*at)) && **at != '~')
        *at = g_utf8_next_char(*at);
    const char *start = *at;
    if (**at == '~')
        (*at)++;
    else
        while (**at && g_unichar_isalnum(g_utf8_get_char(*at)))
            *at = g_utf8_next_char(*at);
    return *at > start ? g_strndup(start, (gsize)(*at - start)) : NULL;
}

void
identify_keywords_add(IdentifyKeywords *keywords, const char *category, const char *text, int weight)
{
    g_autofree char *folded = text_fold(text);
    Pattern *pattern = g_new0(Pattern, 1);
    *pattern = (Pattern){g_strdup(category), g_strdup(text), weight, g_array_new(FALSE, TRUE, sizeof(Word))};
    g_array_set_clear_func(pattern->words, clear_word);
    gboolean has_gap = FALSE;
    const char *at = folded;
    for (char *word; (word = next_word(&at));) {
        if (g_str_equal(word, "~")) {
            has_gap = TRUE;
            g_free(word);
            continue;
        }
        Word next = {word, strlen(word), *at == '*', has_gap && pattern->words->len > 0};
        g_array_append_val(pattern->words, next);
        has_gap = FALSE;
    }
    if (pattern->words->len > 0)
        g_ptr_array_add(keywords->patterns, pattern);
    else
        free_pattern(pattern);
}

static gboolean
is_word(const Word *word, const char *text)
{
    return word->is_prefix ? strncmp(text, word->text, word->length) == 0 : strcmp(text, word->text) == 0;
}

/* WORDS from FROM on go on with the pattern's words from I on. */
static gboolean
goes_on(const Pattern *pattern, guint i, const GPtrArray *words, guint from)
{
    if (i == pattern->words->len)
        return TRUE;
    const Word *word = &g_array_index(pattern->words, Word, i);
    for (guint gap = 0; gap <= (word->has_gap ? GAP_WORDS : 0) && from + gap < words->len; gap++)
        if (is_word(word, words->pdata[from + gap]) && goes_on(pattern, i + 1, words, from + gap + 1))
            return TRUE;
    return FALSE;
}

static gboolean
is_in(const Pattern *pattern, const GPtrArray *words)
{
    for (guint i = 0; i < words->len; i++)
        if (goes_on(pattern, 0, words, i))
            return TRUE;
    return FALSE;
}

GArray *
identify_keywords_scan(const IdentifyKeywords *keywords, const char *text)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(IdentifyKeyword));
    g_autofree char *folded = text_fold(text);
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    const char *at = folded;
    for (char *word; words->len < TEXT_WORDS_MAX && (word = next_word(&at));)
        g_ptr_array_add(words, word);
    for (guint i = 0; i < keywords->patterns->len; i++) {
        const Pattern *pattern = keywords->patterns->pdata[i];
        const IdentifyKeyword keyword = {pattern->category, pattern->pattern, pattern->weight};
        if (is_in(pattern, words))
            g_array_append_val(found, keyword);
    }
    return found;
}
