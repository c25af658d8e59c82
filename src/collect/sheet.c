/* SPDX-License-Identifier: MIT
 * CSV as people have it. */
#include "collect/sheet.h"
#include <csv.h>
#include <string.h>
#include "base/text.h"

typedef struct {
    const char *file;
    GPtrArray *problems;
    CollectSheet *sheet;
    GPtrArray *cells;   /* of char*: the row being read */
    guint line;         /* line of the byte being fed */
    guint row_line;     /* where the row being read begins; 0 = nothing yet */
} Reader;

static void
problem(Reader *reader, guint line, const char *column, const char *why)
{
    g_ptr_array_add(reader->problems, g_strdup_printf("%s:%u: %s: %s", reader->file, line, column, why));
}

/* --- the shape of the file ----------------------------------------------------------------------------------------------- */

/* The header row decides: the delimiter that stands in it most often outside quotes. */
static unsigned char
find_delimiter(const char *text, gsize length)
{
    guint commas = 0, semicolons = 0, tabs = 0;
    gboolean quoted = FALSE;
    for (gsize i = 0; i < length; i++) {
        if (text[i] == '"')
            quoted = !quoted;
        if (!quoted && (text[i] == '\n' || text[i] == '\r'))
            break;
        commas += !quoted && text[i] == ',';
        semicolons += !quoted && text[i] == ';';
        tabs += !quoted && text[i] == '\t';
    }
    if (tabs > commas && tabs > semicolons)
        return '\t';
    return semicolons > commas ? ';' : ',';
}

/* --- rows ----------------------------------------------------------------------------------------------------------------- */

/* Without the apostrophe that keeps a spreadsheet from taking "+46 ..." for a formula (present/csv.c, CWE-1236). Takes TEXT. */
static char *
unguarded(char *text)
{
    const char *start = text + strspn(text, "'");
    if (start > text && *start != '\0' && strchr("=+-@", *start) != NULL)
        memmove(text, text + 1, strlen(text));
    return text;
}

static void
on_cell(void *bytes, size_t length, void *data)
{
    Reader *reader = data;
    if (length > COLLECT_SHEET_CELL_MAX) {
        problem(reader, reader->row_line != 0 ? reader->row_line : reader->line, "cell", "is too long");
        length = 0;
    }
    g_ptr_array_add(reader->cells, unguarded(text_clean_line(bytes, (gssize)length, COLLECT_SHEET_CELL_MAX)));
}

static gboolean
is_blank(const GPtrArray *cells)
{
    for (guint i = 0; i < cells->len; i++)
        if (*(const char *)cells->pdata[i] != '\0')
            return FALSE;
    return TRUE;
}

static void
take_header(Reader *reader)
{
    CollectSheet *sheet = reader->sheet;
    sheet->n_columns = reader->cells->len;
    sheet->columns = g_new0(char *, sheet->n_columns + 1);
    for (guint i = 0; i < sheet->n_columns; i++) {
        sheet->columns[i] = g_utf8_strdown(reader->cells->pdata[i], -1);
        if (*sheet->columns[i] == '\0')
            problem(reader, reader->row_line, "header", "a column has no name");
        for (guint k = 0; k < i && *sheet->columns[i] != '\0'; k++)
            if (g_str_equal(sheet->columns[k], sheet->columns[i]))
                problem(reader, reader->row_line, sheet->columns[i], "stands twice in the header");
    }
    if (sheet->n_columns > COLLECT_SHEET_COLUMNS_MAX)
        problem(reader, reader->row_line, "header", "too many columns");
}

static void
take_row(Reader *reader)
{
    CollectSheet *sheet = reader->sheet;
    if (reader->cells->len != sheet->n_columns) {
        g_autofree char *why = g_strdup_printf("has %u cells, the header has %u", reader->cells->len, sheet->n_columns);
        problem(reader, reader->row_line, "row", why);
        return;
    }
    CollectSheetRow row = { reader->row_line, g_new0(char *, sheet->n_columns + 1) };
    for (guint i = 0; i < sheet->n_columns; i++) {
        row.cells[i] = reader->cells->pdata[i];
        reader->cells->pdata[i] = NULL;
    }
    g_array_append_val(sheet->rows, row);
}

static void
on_row(int end, void *data)
{
    (void)end;
    Reader *reader = data;
    if (reader->row_line == 0)
        reader->row_line = reader->line;
    if (!is_blank(reader->cells)) {
        if (reader->sheet->columns == NULL)
            take_header(reader);
        else
            take_row(reader);
    }
    g_ptr_array_set_size(reader->cells, 0);
    reader->row_line = 0;
}

/* With what ends it: LF, CR LF, or CR alone. */
static gsize
line_length(const char *bytes, gsize length)
{
    gsize n = 0;
    while (n < length && bytes[n] != '\n' && bytes[n] != '\r')
        n++;
    n += n + 1 < length && bytes[n] == '\r' && bytes[n + 1] == '\n';
    return MIN(n + 1, length);
}

static gboolean
is_empty(const char *bytes, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isspace(bytes[i]))
            return FALSE;
    return TRUE;
}

/* The parser is fed byte runs that end at line breaks, so that rows know their line. It says nothing of empty lines between rows. */
static gboolean
feed(Reader *reader, struct csv_parser *parser, const char *bytes, gsize length)
{
    for (gsize at = 0; at < length;) {
        gsize n = line_length(bytes + at, length - at);
        if (reader->row_line == 0)
            reader->row_line = reader->line;
        guint before = reader->row_line;
        if (csv_parse(parser, bytes + at, n, on_cell, on_row, reader) != n) {
            problem(reader, before, "row",
                    csv_error(parser) == CSV_EPARSE ? "a quote inside a cell: such a cell stands in quotes, and its quotes are doubled"
                                                    : csv_strerror(csv_error(parser)));
            return FALSE;
        }
        if (reader->row_line == reader->line && is_empty(bytes + at, n))
            reader->row_line = 0;
        reader->line++;
        at += n;
    }
    return TRUE;
}

static gboolean
parse(Reader *reader, const char *bytes, gsize length)
{
    struct csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return FALSE;
    csv_set_delim(&parser, find_delimiter(bytes, length));
    gboolean good = feed(reader, &parser, bytes, length);
    guint last = reader->row_line != 0 ? reader->row_line : reader->line;
    if (good && csv_fini(&parser, on_cell, on_row, reader) != 0) {
        problem(reader, last, "row", "a quote is never closed");
        good = FALSE;
    }
    csv_free(&parser);
    return good;
}

static void
row_clear(gpointer data)
{
    g_strfreev(((CollectSheetRow *)data)->cells);
}

CollectSheet *
collect_sheet_new(void)
{
    CollectSheet *sheet = g_new0(CollectSheet, 1);
    sheet->rows = g_array_new(FALSE, TRUE, sizeof(CollectSheetRow));
    g_array_set_clear_func(sheet->rows, row_clear);
    return sheet;
}

CollectSheet *
collect_sheet_parse(const char *file, const char *bytes, gsize length, GPtrArray *problems)
{
    Reader reader = { .file = file, .problems = problems, .line = 1 };
    guint before = problems->len;
    if (length > COLLECT_SHEET_BYTES_MAX || memchr(bytes, '\0', length) != NULL) {
        problem(&reader, 1, "file", length > COLLECT_SHEET_BYTES_MAX ? "is too large" : "contains NUL bytes: this is no CSV");
        return NULL;
    }
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        bytes += 3, length -= 3;
    g_autofree char *converted = NULL;
    if (!g_utf8_validate(bytes, (gssize)length, NULL)) {
        gsize written = 0;
        converted = g_convert_with_fallback(bytes, (gssize)length, "UTF-8", "WINDOWS-1252", "?", NULL, &written, NULL);
        if (converted == NULL) {
            problem(&reader, 1, "file", "is neither UTF-8 nor Windows-1252");
            return NULL;
        }
        bytes = converted;
        length = written;
    }
    g_autoptr(CollectSheet) sheet = collect_sheet_new();
    reader.sheet = sheet;
    reader.cells = g_ptr_array_new_with_free_func(g_free);
    parse(&reader, bytes, length);
    g_ptr_array_unref(reader.cells);
    if (sheet->columns == NULL && problems->len == before)
        problem(&reader, 1, "header", "the file is empty");
    return problems->len == before ? g_steal_pointer(&sheet) : NULL;
}

void
collect_sheet_free(CollectSheet *sheet)
{
    if (sheet == NULL)
        return;
    g_strfreev(sheet->columns);
    g_array_unref(sheet->rows);
    g_free(sheet);
}
