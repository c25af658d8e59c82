/* SPDX-License-Identifier: MIT
 * Money: integer öre in, out and divided, never through floating point or a locale. */
#include "base/money.h"
#include <string.h>

static gunichar
peek(const char *p)
{
    return g_utf8_get_char_validated(p, -1);
}

static gboolean
is_blank(gunichar c)
{
    return c == ' ' || c == 0xA0 || c == 0x202F;
}

static const char *
skip_blanks(const char *p)
{
    while (is_blank(peek(p)))
        p = g_utf8_next_char(p);
    return p;
}

static gboolean
add_digit(guint64 *value, char digit)
{
    return g_uint64_checked_mul(value, *value, 10) &&
           g_uint64_checked_add(value, *value, (guint64)(digit - '0'));
}

/* A blank groups only when exactly three digits follow it. */
static gboolean
is_group(const char *p)
{
    for (int i = 0; i < 3; i++)
        if (!g_ascii_isdigit(p[i]))
            return FALSE;
    return !g_ascii_isdigit(p[3]);
}

static gboolean
take_whole(const char **p, guint64 *ret)
{
    *ret = 0;
    if (!g_ascii_isdigit(**p))
        return FALSE;
    while (g_ascii_isdigit(**p)) {
        if (!add_digit(ret, *(*p)++))
            return FALSE;
        const char *next = skip_blanks(*p);
        if (next == g_utf8_next_char(*p) && is_blank(peek(*p)) && is_group(next))
            *p = next;
    }
    return TRUE;
}

/* Two decimals count, the third rounds (15-B1). */
static gboolean
take_decimals(const char **p, guint64 *value)
{
    char digits[3] = {'0', '0', '0'};
    if (**p == ',' || **p == '.') {
        (*p)++;
        if (!g_ascii_isdigit(**p))
            return FALSE;
        for (int i = 0; g_ascii_isdigit(**p); i++, (*p)++)
            if (i < 3)
                digits[i] = **p;
    }
    return add_digit(value, digits[0]) && add_digit(value, digits[1]) &&
           g_uint64_checked_add(value, *value, digits[2] >= '5');
}

gboolean
money_parse(const char *text, gint64 *ret_ore)
{
    if (!text)
        return FALSE;
    const char *p = skip_blanks(text);
    gboolean negative = *p == '-' || peek(p) == 0x2212;
    if (negative)
        p = g_utf8_next_char(p);
    guint64 ore;
    if (!take_whole(&p, &ore) || !take_decimals(&p, &ore))
        return FALSE;
    if (*skip_blanks(p) != '\0' || ore > (guint64)G_MAXINT64)
        return FALSE;
    *ret_ore = negative ? -(gint64)ore : (gint64)ore;
    return TRUE;
}

static void
append_grouped(GString *out, guint64 kronor, const char *separator)
{
    g_autofree char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, kronor);
    gsize n = strlen(digits);
    for (gsize i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            g_string_append(out, separator);
        g_string_append_c(out, digits[i]);
    }
}

char *
money_format(gint64 ore, gboolean swedish)
{
    guint64 size = ore < 0 ? -(guint64)ore : (guint64)ore;
    GString *out = g_string_new(swedish ? "" : "SEK ");
    if (ore < 0)
        g_string_append(out, swedish ? "−" : "-");
    append_grouped(out, size / 100, swedish ? "\u202f" : ",");
    if (size % 100)
        g_string_append_printf(out, "%c%02d", swedish ? ',' : '.', (int)(size % 100));
    if (swedish)
        g_string_append(out, " kr");
    return g_string_free(out, FALSE);
}
