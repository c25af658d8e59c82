/* SPDX-License-Identifier: MIT
 * Text from outside made safe, folded for comparing, and searched for whole words. */
#include "base/text.h"
#include <stdarg.h>
#include <string.h>

#define REPLACEMENT 0xFFFD

/* What Windows-1252 puts where Latin-1 has C1 controls; 0 = undefined. */
static const gunichar windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static gboolean
is_plain(const char *bytes, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0x20 || c >= 0x7F)
            return FALSE;
    }
    return TRUE;
}

/* NUL is no error here: it becomes a blank like every other control character. */
static gboolean
is_utf8(const char *bytes, gsize length)
{
    const char *end = bytes + length;
    while (!g_utf8_validate(bytes, end - bytes, &bytes)) {
        if (*bytes != '\0')
            return FALSE;
        bytes++;
    }
    return TRUE;
}

/* Controls would move a terminal's cursor or split a log line; bidi overrides show text in an order
 * it does not have. */
static gboolean
is_control(gunichar c)
{
    if (c < 0x20 || (c >= 0x7F && c < 0xA0))
        return TRUE;
    return c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

static gunichar
from_windows_1252(unsigned char byte)
{
    if (byte < 0x80 || byte >= 0xA0)
        return byte;
    gunichar c = windows_1252[byte - 0x80];
    return c ? c : REPLACEMENT;
}

static char *
clean_utf8(const char *bytes, gsize length)
{
    GString *out = g_string_sized_new(length);
    const char *end = bytes + length;
    for (const char *next; bytes < end; bytes = next) {
        next = g_utf8_next_char(bytes);
        if (is_control(g_utf8_get_char(bytes)))
            g_string_append_c(out, ' ');
        else
            g_string_append_len(out, bytes, next - bytes);
    }
    return g_string_free(out, FALSE);
}

static char *
clean_windows_1252(const char *bytes, gsize length)
{
    GString *out = g_string_sized_new(length + length / 8);
    for (gsize i = 0; i < length; i++) {
        gunichar c = from_windows_1252((unsigned char)bytes[i]);
        g_string_append_unichar(out, is_control(c) ? ' ' : c);
    }
    return g_string_free(out, FALSE);
}

char *
text_clean(const char *bytes, gssize length)
{
    gsize n = length < 0 ? strlen(bytes) : (gsize)length;
    if (is_plain(bytes, n))
        return g_strndup(bytes, n);
    return is_utf8(bytes, n) ? clean_utf8(bytes, n) : clean_windows_1252(bytes, n);
}

static const char *
skip_space(const char *p)
{
    while (*p && g_unichar_isspace(g_utf8_get_char(p)))
        p = g_utf8_next_char(p);
    return p;
}

static void
chomp(char *text)
{
    char *end = text + strlen(text);
    while (end > text) {
        char *last = g_utf8_prev_char(end);
        if (!g_unichar_isspace(g_utf8_get_char(last)))
            break;
        end = last;
    }
    *end = '\0';
}

char *
text_clean_line(const char *bytes, gssize length, gsize max)
{
    g_autofree char *clean = text_clean(bytes, length);
    const char *start = skip_space(clean);
    const char *end = start;
    for (gsize n = 0; n < max && *end; n++)
        end = g_utf8_next_char(end);
    char *line = g_strndup(start, (gsize)(end - start));
    chomp(line);
    return line;
}

/* Text of letters below U+0300, where the first combining mark stands, is composed: Swedish needs no tables. */
static char *
compose(char *utf8)
{
    const guchar *p = (const guchar *)utf8;
    while (*p != '\0' && *p < 0xCC)
        p++;
    if (*p == '\0')
        return utf8;
    char *composed = g_utf8_normalize(utf8, -1, G_NORMALIZE_NFC);
    g_free(utf8);
    return composed;
}

/* Folding can take a composed letter apart, hence composing again. */
char *
text_fold(const char *utf8)
{
    if (g_str_is_ascii(utf8))
        return g_ascii_strdown(utf8, -1);
    g_autofree char *composed = compose(g_utf8_make_valid(utf8, -1));
    return compose(g_utf8_casefold(composed, -1));
}

static gboolean
is_letter(const char *p)
{
    return g_unichar_isalnum(g_utf8_get_char(p));
}

/* Its letters and digits, one blank between words. */
static gunichar *
letters_of(const char *text, glong *ret_n)
{
    g_autofree char *folded = text_fold(text);
    gunichar *letters = g_utf8_to_ucs4_fast(folded, -1, ret_n);
    glong n = 0;
    for (glong i = 0; i < *ret_n; i++)
        if (g_unichar_isalnum(letters[i]))
            letters[n++] = letters[i];
        else if (n > 0 && letters[n - 1] != ' ')
            letters[n++] = ' ';
    *ret_n = n > 0 && letters[n - 1] == ' ' ? n - 1 : n;
    return letters;
}

#define LIKENESS_MAX 300 /* letters that are compared */

double
text_likeness(const char *a, const char *b)
{
    glong n_a, n_b;
    g_autofree gunichar *x = letters_of(a, &n_a), *y = letters_of(b, &n_b);
    if (n_a == n_b && memcmp(x, y, (gsize)n_a * sizeof *x) == 0)
        return 1;
    glong pairs_a = MIN(n_a, LIKENESS_MAX) - 1, pairs_b = MIN(n_b, LIKENESS_MAX) - 1, common = 0;
    if (pairs_a <= 0 || pairs_b <= 0)
        return 0;
    g_autofree gboolean *is_taken = g_new0(gboolean, (gsize)pairs_b);
    for (glong i = 0; i < pairs_a; i++)
        for (glong k = 0; k < pairs_b; k++)
            if (!is_taken[k] && x[i] == y[k] && x[i + 1] == y[k + 1]) {
                is_taken[k] = TRUE;
                common++;
                break;
            }
    return 2.0 * (double)common / (double)(pairs_a + pairs_b);
}

gboolean
text_has_word(const char *text, const char *word)
{
    gsize n = strlen(word);
    if (n == 0)
        return FALSE;
    for (const char *p = text; (p = strstr(p, word)); p = g_utf8_next_char(p)) {
        gboolean starts = p == text || !is_letter(g_utf8_prev_char(p));
        if (starts && (p[n] == '\0' || !is_letter(p + n)))
            return TRUE;
    }
    return FALSE;
}

char *
text_sha256(const char *first, ...)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    va_list args;
    va_start(args, first);
    for (const char *part = first; part; part = va_arg(args, const char *)) {
        if (part != first)
            g_checksum_update(sum, (const guchar *)"\n", 1);
        g_checksum_update(sum, (const guchar *)part, (gssize)strlen(part));
    }
    va_end(args);
    return g_strdup(g_checksum_get_string(sum));
}
