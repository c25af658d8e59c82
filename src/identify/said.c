/* SPDX-License-Identifier: MIT
 * Days that a text names. */
#include "identify/said.h"
#include <string.h>
#include "base/spoken.h"
#include "base/text.h"

#define WORDS_MAX 4000
#define WINDOW_MAX 4
#define DAYS_MAX 400

/* "10-15" and "1/7-15/7" are ranges, "2026-07-15" is a day. */
static gboolean
is_range(const char *word)
{
    gsize first = strspn(word, "0123456789/");
    return first > 0 && first <= 5 && word[first] == '-' && strspn(word + first + 1, "0123456789/.") == strlen(word + first + 1);
}

static void
add_word(GPtrArray *words, char *word)
{
    while (*word && strchr("(\"'“”*_<[", *word))
        word++;
    gsize length = strlen(word);
    while (length > 0 && strchr(",;:!?)\"'*_>]", word[length - 1]))
        word[--length] = '\0';
    if (length > 2 && word[length - 1] == '.' && g_ascii_isdigit(word[length - 2]))
        word[--length] = '\0';
    if (length == 0 || words->len >= WORDS_MAX)
        return;
    if (!is_range(word)) {
        g_ptr_array_add(words, g_strdup(word));
        return;
    }
    gsize dash = strcspn(word, "-");
    g_ptr_array_add(words, g_strndup(word, dash));
    g_ptr_array_add(words, g_strdup(word + dash + 1));
}

char **
identify_said_words(const char *text)
{
    g_autofree char *folded = text_fold(text);
    g_autoptr(GString) plain = g_string_new(folded);
    g_string_replace(plain, "–", "-", 0);
    g_string_replace(plain, "—", " ", 0);
    g_string_replace(plain, "\302\240", " ", 0);
    g_auto(GStrv) raw = g_strsplit_set(plain->str, " \t\r\n", -1);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (char **word = raw; *word; word++)
        add_word(words, *word);
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&words), FALSE);
}

static gboolean
has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* "15" alone or "14" in "kl 14" is no day. */
static gboolean
try(char *const *words, guint from, guint n, gint32 today, gint32 first, gboolean with_digits, gint32 *ret_day)
{
    g_autoptr(GString) said = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(said, "%s%s", i > 0 ? " " : "", words[from + i]);
    if (g_str_has_suffix(said->str, "."))
        g_string_truncate(said, said->len - 1);
    return has_digit(said->str) == with_digits && spoken_day(said->str, today, SPOKEN_NEXT, ret_day) && *ret_day >= first && *ret_day <= today + DAYS_MAX;
}

gboolean
identify_said_day(char *const *words, guint from, guint to, gint32 today, gint32 first, gint32 *ret_day)
{
    for (int with_digits = 1; with_digits >= 0; with_digits--)
        for (guint at = from; at < to; at++)
            for (guint n = MIN(WINDOW_MAX, to - at); n > 0; n--)
                if (try(words, at, n, today, first, with_digits, ret_day))
                    return TRUE;
    return FALSE;
}
