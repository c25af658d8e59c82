/* SPDX-License-Identifier: MIT
 * A header block split into fields: unfolded, junk stepped over. */
#include "collect/field.h"
#include <string.h>

typedef struct { /* walks over the lines of a block */
    const char *bytes, *end;
    gboolean is_mac; /* lines end with CR alone, as old Macintosh programs wrote them */
} Lines;

static gboolean
next_line(Lines *lines, const char **ret_line, gsize *ret_length)
{
    if (lines->bytes >= lines->end)
        return FALSE;
    gsize left = (gsize)(lines->end - lines->bytes);
    const char *stop = memchr(lines->bytes, lines->is_mac ? '\r' : '\n', left);
    gsize length = stop ? (gsize)(stop - lines->bytes) : left;
    *ret_line = lines->bytes;
    lines->bytes += length + (stop ? 1 : 0);
    while (length > 0 && (*ret_line)[length - 1] == '\r') /* CRLF, and CRCRLF of twice converted files */
        length--;
    *ret_length = length;
    return TRUE;
}

static gboolean
is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Length of the name before the colon, 0 if the line is no field. Blanks before the colon are obsolete but legal (RFC 5322 §4.5). */
static gsize
name_length(const char *line, gsize length, gsize *ret_colon)
{
    gsize n = 0;
    while (n < length && line[n] > 32 && line[n] < 127 && line[n] != ':')
        n++;
    gsize colon = n;
    while (colon < length && is_blank(line[colon]))
        colon++;
    *ret_colon = colon;
    return colon < length && line[colon] == ':' ? n : 0;
}

static char *
copy(char *out, const char *bytes, gsize length)
{
    memcpy(out, bytes, length);
    for (char *nul = memchr(out, 0, length); nul; nul = memchr(nul, 0, length - (gsize)(nul - out)))
        *nul = ' ';
    return out + length;
}

/* Closes the value that ends before OUT. */
static char *
end_value(CollectField *field, char *out)
{
    const char *value = field->value;
    while (value < out && is_blank(*value))
        value++;
    while (out > value && (is_blank(out[-1]) || out[-1] == '\r'))
        out--;
    *out = '\0';
    field->value = value;
    return out + 1;
}

static char *
begin_field(CollectFields *fields, char *out, const char *line, gsize n)
{
    CollectField field = { .name = out };
    out = copy(out, line, n);
    *out++ = '\0';
    field.value = out;
    g_array_append_val(fields->items, field);
    return out;
}

/* The output never outgrows the input: the NULs behind name and value take the places of colon and line end; a last line without a
 * line end is what the text has a byte to spare for. */
static void
split_lines(CollectFields *fields, Lines *lines)
{
    char *out = fields->text;
    gboolean is_open = FALSE;
    const char *line;
    gsize length, colon;
    while (!fields->is_ended && next_line(lines, &line, &length)) {
        if (length > 0 && is_blank(line[0]) && is_open) {
            out = copy(out, line, length);
            continue;
        }
        if (is_open)
            out = end_value(&g_array_index(fields->items, CollectField, fields->items->len - 1), out);
        fields->is_ended = length == 0;
        gsize n = name_length(line, length, &colon);
        is_open = n > 0 && fields->items->len < COLLECT_FIELDS_MAX;
        fields->has_junk = fields->has_junk || (n == 0 && length > 0);
        fields->is_cut = fields->is_cut || (n > 0 && !is_open);
        if (is_open)
            out = copy(begin_field(fields, out, line, n), line + colon + 1, length - colon - 1);
    }
    if (is_open)
        end_value(&g_array_index(fields->items, CollectField, fields->items->len - 1), out);
}

CollectFields *
collect_fields_split(const char *bytes, gsize length)
{
    CollectFields *fields = g_new0(CollectFields, 1);
    bytes = length > 0 ? bytes : "";
    const char *end = bytes + MIN(length, COLLECT_HEADER_MAX), *start = bytes;
    if (end - start >= 3 && memcmp(start, "\xef\xbb\xbf", 3) == 0) /* a Windows editor saved the file */
        start += 3;
    fields->text = g_malloc((gsize)(end - start) + 2);
    fields->items = g_array_sized_new(FALSE, FALSE, sizeof(CollectField), 24);
    Lines lines = { start, end, !memchr(start, '\n', (gsize)(end - start)) };
    split_lines(fields, &lines);
    fields->end = (gsize)(lines.bytes - bytes);
    fields->is_cut |= length >= COLLECT_HEADER_MAX && !fields->is_ended; /* whoever reads a file stops there */
    return fields;
}

void
collect_fields_free(CollectFields *fields)
{
    if (!fields)
        return;
    g_free(fields->text);
    g_array_unref(fields->items);
    g_free(fields);
}

const char *
collect_fields_get(const CollectFields *fields, const char *name)
{
    for (guint i = 0; i < fields->items->len; i++) {
        const CollectField *field = &g_array_index(fields->items, CollectField, i);
        if (g_ascii_strcasecmp(field->name, name) == 0)
            return field->value;
    }
    return NULL;
}
