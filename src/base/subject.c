/* SPDX-License-Identifier: MIT
 * Subjects without what mail programs put in front of them (spec 08 §8.5). */
#include "base/text.h"
#include <string.h>

#define TAG_MAX 80 /* longer, and it is a sentence in brackets */

static const char *
skip_blanks(const char *p)
{
    while (*p && g_unichar_isspace(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return p;
}

/* "[2]", "(2)", "^2" or "2" behind a prefix. */
static const char *
skip_count(const char *p)
{
    char close = *p == '[' ? ']' : *p == '(' ? ')' : '\0';
    const char *digits = close || *p == '^' ? p + 1 : p;
    const char *end = digits;
    while (g_ascii_isdigit(*end))
        end++;
    if (end == digits || (close && *end != close))
        return p;
    return close ? end + 1 : end;
}

/* Behind a reply or forward prefix and its colon, or P itself. */
static const char *
skip_prefix(const char *p)
{
    static const char *const prefixes[] = {"re", "sv", "ang", "vs", "fwd", "vb", "fw", "aw"};
    gsize n = 0;
    while (g_ascii_isalpha(p[n]))
        n++;
    for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        if (strlen(prefixes[i]) != n || g_ascii_strncasecmp(p, prefixes[i], n) != 0)
            continue;
        const char *colon = skip_blanks(skip_count(p + n));
        return *colon == ':' ? colon + 1 : p;
    }
    return p;
}

static const char *
skip_tag(const char *p)
{
    if (*p != '[')
        return p;
    const char *close = strpbrk(p + 1, "[]");
    return close && *close == ']' && close - p <= TAG_MAX ? close + 1 : p;
}

static const char *
skip_front(const char *subject, gboolean tags)
{
    const char *p = skip_blanks(subject);
    for (;;) {
        const char *next = skip_prefix(p);
        if (tags)
            next = skip_tag(next);
        if (next == p)
            return p;
        p = skip_blanks(next);
    }
}

char *
text_subject_strip(const char *subject)
{
    return g_strdup(skip_front(subject, FALSE));
}

char *
text_subject_norm(const char *subject)
{
    g_autofree char *folded = text_fold(skip_front(subject, TRUE));
    GString *out = g_string_sized_new(strlen(folded));
    for (const char *p = skip_blanks(folded); *p;) {
        const char *next = g_utf8_next_char(p);
        if (!g_unichar_isspace(g_utf8_get_char(p))) {
            g_string_append_len(out, p, next - p);
            p = next;
            continue;
        }
        p = skip_blanks(p);
        if (*p)
            g_string_append_c(out, ' ');
    }
    return g_string_free(out, FALSE);
}
