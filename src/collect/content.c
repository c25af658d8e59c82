/* SPDX-License-Identifier: MIT
 * Content-Type and Content-Disposition values: the type and its parameters. */
#include "collect/content.h"
#include <string.h>
#include "base/text.h"
#include "collect/charset.h"
#include "collect/word.h"

#define VALUE_MAX 65536
#define TOKEN_MAX 200
#define PIECES_MAX 100 /* of one RFC 2231 parameter */

/* Blanks and nested comments. */
static const char *
skip_blanks(const char *at)
{
    int depth = 0;
    for (; *at && (depth > 0 || strchr(" \t\r(", *at)); at++) {
        if (*at == '(')
            depth++;
        else if (*at == ')')
            depth--;
        else if (*at == '\\' && at[1])
            at++;
    }
    return at;
}

static const char *
read_quoted(const char *at, GString *out)
{
    for (at++; *at && *at != '"'; at++) {
        if (*at == '\\' && at[1])
            at++;
        g_string_append_c(out, *at);
    }
    return *at ? at + 1 : at;
}

/* A token as it is written in the wild: ends at a blank, a semicolon or one of STOP. */
static const char *
read_token(const char *at, const char *stop, GString *out)
{
    gsize length = strcspn(at, stop);
    g_string_append_len(out, at, (gssize)length);
    return at + length;
}

/* One "name=value"; returns what follows it, NULL at the end. */
static const char *
next_parameter(const char *at, GString *name, GString *value)
{
    while (*at) {
        g_string_truncate(name, 0);
        g_string_truncate(value, 0);
        at = skip_blanks(at);
        if (*at == ';') {
            at++;
            continue;
        }
        at = skip_blanks(read_token(at, " \t\r=;(\"", name));
        if (*at != '=') {
            at += *at == '"';
            continue;
        }
        at = skip_blanks(at + 1);
        return *at == '"' ? read_quoted(at, value) : read_token(at, " \t\r;(", value);
    }
    return NULL;
}

typedef struct { /* RFC 2231 §3, §4: "name*0*=utf-8'sv'pa", "name*1=rt" */
    GString *bytes;
    char *charset;
    gboolean is_extended;
    guint next; /* number of the piece that may follow */
} Pieces;

static void
add_percent(const char *text, GString *out)
{
    for (; *text; text++) {
        int high = *text == '%' ? g_ascii_xdigit_value(text[1]) : -1;
        int low = high >= 0 ? g_ascii_xdigit_value(text[2]) : -1;
        g_string_append_c(out, low >= 0 ? (char)(high << 4 | low) : *text);
        text += low >= 0 ? 2 : 0;
    }
}

static void
add_piece(Pieces *pieces, const char *text, gboolean is_encoded)
{
    const char *language = is_encoded && !pieces->charset ? strchr(text, '\'') : NULL;
    const char *start = language ? strchr(language + 1, '\'') : NULL;
    if (start) {
        pieces->charset = g_strndup(text, (gsize)(language - text));
        text = start + 1;
    }
    if (is_encoded)
        add_percent(text, pieces->bytes);
    else
        g_string_append(pieces->bytes, text);
    pieces->is_extended = pieces->is_extended || is_encoded;
}

/* TRUE if SUFFIX, what stands behind the wanted name, makes this the whole parameter or its next piece. */
static gboolean
is_next_piece(const Pieces *pieces, const char *suffix, gboolean *ret_encoded, gboolean *ret_whole)
{
    *ret_encoded = FALSE;
    *ret_whole = *suffix == '\0' || g_str_equal(suffix, "*");
    if (*ret_whole) {
        *ret_encoded = *suffix == '*';
        return pieces->next == 0;
    }
    g_autofree char *number = g_strdup_printf("*%u", pieces->next);
    if (!g_str_has_prefix(suffix, number) || pieces->next >= PIECES_MAX)
        return FALSE;
    const char *rest = suffix + strlen(number);
    *ret_encoded = g_str_equal(rest, "*");
    return *ret_encoded || *rest == '\0';
}

static const char *
skip_type(const char *value)
{
    return value + strcspn(value, ";");
}

static void
collect_pieces(const char *value, const char *name, Pieces *pieces)
{
    g_autoptr(GString) key = g_string_new(NULL), text = g_string_new(NULL);
    gsize length = strlen(name);
    gboolean is_encoded, is_whole;
    for (const char *at = next_parameter(skip_type(value), key, text); at; at = next_parameter(at, key, text)) {
        if (g_ascii_strncasecmp(key->str, name, length) != 0 || !is_next_piece(pieces, key->str + length, &is_encoded, &is_whole))
            continue;
        add_piece(pieces, text->str, is_encoded);
        pieces->next++;
        if (is_whole)
            return;
    }
}

char *
collect_content_parameter(const char *value, const char *name)
{
    if (!value || !strchr(value, ';'))
        return NULL;
    g_autofree char *input = g_strndup(value, VALUE_MAX);
    g_autoptr(GString) bytes = g_string_new(NULL);
    Pieces pieces = { .bytes = bytes };
    collect_pieces(input, name, &pieces);
    g_autofree char *charset = pieces.charset;
    if (pieces.next == 0)
        return NULL;
    if (!pieces.is_extended)
        return collect_word_decode(bytes->str);
    g_autofree char *decoded = collect_charset_decode(charset, bytes->str, bytes->len);
    return text_clean(decoded, -1);
}

char *
collect_content_token(const char *value)
{
    const char *at = skip_blanks(value);
    g_autofree char *clean = text_clean_line(at, (gssize)strcspn(at, ";("), TOKEN_MAX);
    return g_ascii_strdown(clean, -1);
}

char *
collect_content_type(const char *value)
{
    if (!value)
        return NULL;
    const char *at = skip_blanks(value);
    g_autofree char *clean = text_clean_line(at, (gssize)strcspn(at, ";( \t\r,\"="), TOKEN_MAX);
    const char *slash = strchr(clean, '/');
    return slash && slash > clean && slash[1] ? g_ascii_strdown(clean, -1) : NULL;
}
