/* SPDX-License-Identifier: MIT
 * Content lines of iCalendar text (RFC 5545 3.1): unfolded, cut into name, parameters and value. */
#include "collect/ics-line.h"
#include <string.h>
#include "base/text.h"

void
collect_ics_line_reader_init(IcsReader *reader, const char *text, gsize length)
{
    *reader = (IcsReader){.at = text, .end = text + length, .unfolded = g_string_new(NULL)};
}

void
collect_ics_line_reader_clear(IcsReader *reader)
{
    if (reader->unfolded)
        g_string_free(reader->unfolded, TRUE);
    reader->unfolded = NULL;
}

static const char *
line_end(const char *at, const char *end)
{
    const char *lf = memchr(at, '\n', end - at);
    const char *stop = lf ? lf : end;
    const char *cr = memchr(at, '\r', stop - at);
    return cr ? cr : stop;
}

/* Several line ends in a row are one: CR CR LF is seen in the wild, and a fold may follow it. */
static const char *
skip_line_ends(const char *at, const char *end)
{
    while (at < end && (*at == '\r' || *at == '\n'))
        at++;
    return at;
}

static gboolean
is_fold(const char *at, const char *end)
{
    return at < end && (*at == ' ' || *at == '\t');
}

static gboolean
is_name_char(char c)
{
    return g_ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
}

/* The colon that ends the parameters: the first outside quotes, or the very first if the quotes do
 * not balance. */
static const char *
find_colon(const char *at, const char *end)
{
    gboolean quoted = FALSE;
    for (const char *c = at; c < end; c++) {
        if (*c == '"')
            quoted = !quoted;
        else if (*c == ':' && !quoted)
            return c;
    }
    return memchr(at, ':', end - at);
}

static void
cut_line(const char *text, gsize length, IcsLine *ret)
{
    const char *end = text + length, *at = text;
    while (at < end && is_name_char(*at))
        at++;
    const char *colon =
        at > text && at < end && (*at == ';' || *at == ':') ? find_colon(at, end) : NULL;
    ret->name = text;
    ret->name_length = colon ? (gsize)(at - text) : 0;
    ret->params = at;
    ret->params_length = colon ? (gsize)(colon - at) : 0;
    ret->value = colon ? colon + 1 : end;
    ret->value_length = end - ret->value;
}

gboolean
collect_ics_line_next(IcsReader *reader, IcsLine *ret)
{
    reader->at = skip_line_ends(reader->at, reader->end);
    if (reader->at >= reader->end)
        return FALSE;
    const char *start = reader->at, *stop = line_end(start, reader->end);
    const char *next = skip_line_ends(stop, reader->end);
    const char *text = start;
    gsize length = stop - start;
    if (is_fold(next, reader->end)) {
        g_string_truncate(reader->unfolded, 0);
        g_string_append_len(reader->unfolded, start, length);
        for (; is_fold(next, reader->end); next = skip_line_ends(stop, reader->end)) {
            stop = line_end(next, reader->end);
            g_string_append_len(reader->unfolded, next + 1, stop - next - 1);
        }
        text = reader->unfolded->str;
        length = reader->unfolded->len;
    }
    reader->at = next;
    cut_line(text, length, ret);
    ret->start = start;
    ret->end = next;
    return TRUE;
}

gboolean
collect_ics_line_next_own(IcsReader *reader, IcsLine *ret)
{
    for (guint depth = 0; collect_ics_line_next(reader, ret);) {
        if (collect_ics_line_is(ret, "BEGIN"))
            depth++;
        else if (collect_ics_line_is(ret, "END"))
            depth -= depth > 0;
        else if (depth == 0)
            return TRUE;
    }
    return FALSE;
}

gboolean
collect_ics_line_is(const IcsLine *line, const char *name)
{
    return strlen(name) == line->name_length &&
           g_ascii_strncasecmp(line->name, name, line->name_length) == 0;
}

gboolean
collect_ics_line_says(const IcsLine *line, const char *name, const char *value)
{
    if (!collect_ics_line_is(line, name))
        return FALSE;
    const char *at = line->value, *end = at + line->value_length;
    while (at < end && g_ascii_isspace(*at))
        at++;
    while (end > at && g_ascii_isspace(end[-1]))
        end--;
    return strlen(value) == (gsize)(end - at) && g_ascii_strncasecmp(at, value, end - at) == 0;
}

gboolean
collect_ics_line_hides(const IcsLine *line)
{
    return collect_ics_line_is(line, "CLASS") && !collect_ics_line_says(line, "CLASS", "PUBLIC") && !collect_ics_line_says(line, "CLASS", "");
}

static const char *
param_end(const char *at, const char *end)
{
    gboolean quoted = FALSE;
    for (; at < end && (quoted || *at != ';'); at++)
        quoted ^= *at == '"';
    return at;
}

static char *
first_value(const char *at, const char *end)
{
    while (at < end && g_ascii_isspace(*at))
        at++;
    while (end - at > 2 && at[0] == '"' && at[1] == '"' && at[2] != ',') /* quoted twice */
        at++;
    if (at < end && *at == '"') {
        const char *quote = memchr(at + 1, '"', end - at - 1);
        return g_strndup(at + 1, (quote ? quote : end) - at - 1);
    }
    const char *comma = memchr(at, ',', end - at);
    return g_strstrip(g_strndup(at, (comma ? comma : end) - at));
}

char *
collect_ics_line_param(const IcsLine *line, const char *key)
{
    const char *end = line->params + line->params_length;
    gsize key_length = strlen(key);
    for (const char *at = line->params; at < end;) {
        const char *stop = param_end(++at, end);
        if ((gsize)(stop - at) > key_length && at[key_length] == '=' &&
            g_ascii_strncasecmp(at, key, key_length) == 0)
            return first_value(at + key_length + 1, stop);
        at = stop;
    }
    return NULL;
}

char *
collect_ics_line_text(const IcsLine *line, gsize max)
{
    g_autoptr(GString) text = g_string_sized_new(line->value_length);
    for (gsize i = 0; i < line->value_length; i++) {
        char c = line->value[i];
        gboolean is_escape = c == '\\' && i + 1 < line->value_length;
        if (is_escape)
            c = line->value[++i];
        g_string_append_c(text, is_escape && (c == 'n' || c == 'N') ? '\n' : c);
    }
    return text_clean_line(text->str, text->len, max);
}
