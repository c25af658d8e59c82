/* SPDX-License-Identifier: MIT
 * A workbook of a document. */
#include "present/xlsx.h"
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>
#include "base/error.h"
#include "present/cell.h"
#include "present/csv.h"
#include "present/field.h"

#define SECONDS_PER_DAY 86400
#define DAY_ZERO 25569     /* 1970-01-01 as a spreadsheet counts days */
#define DAY_MIN 61         /* before March 1900 its calendar is wrong: such days are text */
#define DAY_MAX 2958465    /* 9999-12-31 */
#define EXACT_MAX (G_GINT64_CONSTANT(1) << 53) /* beyond, a number would be another one */
#define TEXT_MAX 32000     /* characters; a cell holds 32,767 */
#define WIDTH_MIN 8.0
#define WIDTH_MAX 60.0

typedef struct {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *heading, *day, *instant, *money;
    GTimeZone *zone;
    GHashTable *names; /* of sheets, in lower case: a spreadsheet takes "A" and "a" for the same */
} Book;

/* --- cells ------------------------------------------------------------------------------------------------------------------------- */

/* Noncharacters are no XML, and one of them would spoil the file. Caller frees. */
static char *
cell_text(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *plain = present_plain(text, TEXT_MAX, TRUE);
    for (const char *p = plain; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(out, (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) ? 0xFFFD : c);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static lxw_error
write_text(Book *book, lxw_row_t row, lxw_col_t column, const char *text)
{
    g_autofree char *clean = cell_text(text);
    return *clean == '\0' ? LXW_NO_ERROR : worksheet_write_string(book->sheet, row, column, clean, NULL);
}

/* As CSV has it: what a spreadsheet has no type for. */
static lxw_error
write_words(Book *book, lxw_row_t row, lxw_col_t column, const Value *value, const char *header)
{
    g_autofree char *text = present_csv_cell(value, header, book->zone);
    return write_text(book, row, column, text);
}

static gboolean
is_dated(double serial)
{
    return serial >= DAY_MIN && serial <= DAY_MAX;
}

/* Seconds of the wall clock since 1970. */
static gint64
wall_seconds(const Book *book, const Value *value)
{
    if (value->kind == VALUE_UTC || book->zone == NULL)
        return value->i;
    int interval = g_time_zone_find_interval(book->zone, G_TIME_TYPE_UNIVERSAL, value->i);
    return value->i + (interval >= 0 ? g_time_zone_get_offset(book->zone, interval) : 0);
}

static lxw_error
write_date(Book *book, lxw_row_t row, lxw_col_t column, const Value *value, const char *header)
{
    gboolean is_day = value->kind == VALUE_DAY;
    double serial = DAY_ZERO + (is_day ? (double)value->i : (double)wall_seconds(book, value) / SECONDS_PER_DAY);
    return is_dated(serial) ? worksheet_write_number(book->sheet, row, column, serial, is_day ? book->day : book->instant)
                            : write_words(book, row, column, value, header);
}

static lxw_error
write_integer(Book *book, lxw_row_t row, lxw_col_t column, const Value *value, const char *header)
{
    gboolean is_money = value->kind == VALUE_ORE && !g_str_has_suffix(header, "_ore");
    if (value->i > EXACT_MAX || value->i < -EXACT_MAX)
        return write_words(book, row, column, value, header);
    return worksheet_write_number(book->sheet, row, column, is_money ? (double)value->i / 100 : (double)value->i, is_money ? book->money : NULL);
}

static lxw_error
write_value(Book *book, lxw_row_t row, lxw_col_t column, const Value *value, const char *header)
{
    switch (value->kind) {
    case VALUE_NULL:
        return LXW_NO_ERROR;
    case VALUE_BOOL:
        return worksheet_write_boolean(book->sheet, row, column, value->i != 0, NULL);
    case VALUE_INT:
    case VALUE_ORE:
        return write_integer(book, row, column, value, header);
    case VALUE_REAL:
        return isfinite(value->r) ? worksheet_write_number(book->sheet, row, column, value->r, NULL) : LXW_NO_ERROR;
    case VALUE_TEXT:
        return write_text(book, row, column, value->t);
    case VALUE_DAY:
    case VALUE_INSTANT:
    case VALUE_UTC:
        return write_date(book, row, column, value, header);
    case VALUE_LIST:
    case VALUE_MAP:
        break;
    }
    return write_words(book, row, column, value, header);
}

/* --- sheets ------------------------------------------------------------------------------------------------------------------------- */

/* At most 31 characters, none of []:*?/\, no two the same. Caller frees. */
static char *
sheet_name(Book *book, const char *name)
{
    g_autofree char *plain = present_plain(name, LXW_SHEETNAME_MAX - 4, FALSE);
    g_strdelimit(plain, "[]:*?/\\'", '-');
    char *unique = g_strdup(*plain != '\0' ? plain : "-");
    for (int n = 2; !g_hash_table_add(book->names, g_utf8_casefold(unique, -1)); n++) {
        g_free(unique);
        unique = g_strdup_printf("%s %d", plain, n);
    }
    return unique;
}

static gboolean
failed(lxw_error code, GError **error)
{
    return fail(error, FAIL_TRY_LATER, N_("the workbook: %s"), lxw_strerror(code));
}

static gboolean
begin_sheet(Book *book, const char *name, guint rows, GError **error)
{
    g_autofree char *own = sheet_name(book, name);
    if (rows >= LXW_ROW_MAX)
        return fail(error, FAIL_REFUSED, N_("%s: %u rows are more than a sheet holds"), name, rows);
    book->sheet = workbook_add_worksheet(book->book, own);
    if (book->sheet == NULL)
        return failed(LXW_ERROR_MEMORY_MALLOC_FAILED, error);
    worksheet_freeze_panes(book->sheet, 1, 0);
    return TRUE;
}

static double
width_of(const Table *table, const PresentField *field)
{
    double width = (double)strlen(field->header) + 2;
    for (guint i = 0; i < MIN(table->rows->len, 100); i++) {
        const Value *value = present_field_value(field, table->rows->pdata[i]);
        if (value != NULL && value->kind == VALUE_TEXT)
            width = MAX(width, (double)present_width(value->t) + 1);
        else if (value != NULL && (value->kind == VALUE_INSTANT || value->kind == VALUE_UTC || value->kind == VALUE_DAY))
            width = MAX(width, value->kind == VALUE_DAY ? 11 : 17);
    }
    return CLAMP(width, WIDTH_MIN, WIDTH_MAX);
}

/* Row by row: the library keeps no more than one of them. */
static lxw_error
fill_sheet(Book *book, const Table *table, const GArray *fields)
{
    lxw_error code = LXW_NO_ERROR;
    for (guint column = 0; column < fields->len && code == LXW_NO_ERROR; column++) {
        const PresentField *field = &g_array_index(fields, PresentField, column);
        worksheet_set_column(book->sheet, (lxw_col_t)column, (lxw_col_t)column, width_of(table, field), NULL);
        code = worksheet_write_string(book->sheet, 0, (lxw_col_t)column, field->header, book->heading);
    }
    for (guint row = 0; row < table->rows->len; row++)
        for (guint column = 0; column < fields->len && code == LXW_NO_ERROR; column++) {
            const PresentField *field = &g_array_index(fields, PresentField, column);
            const Value *value = present_field_value(field, table->rows->pdata[row]);
            if (value != NULL)
                code = write_value(book, row + 1, (lxw_col_t)column, value, field->header);
        }
    if (fields->len > 0)
        worksheet_autofilter(book->sheet, 0, 0, table->rows->len, (lxw_col_t)(fields->len - 1));
    return code;
}

static gboolean
add_table(Book *book, const Table *table, GError **error)
{
    g_autoptr(GArray) fields = present_fields(table);
    if (!begin_sheet(book, table->name, table->rows->len, error))
        return FALSE;
    lxw_error code = fill_sheet(book, table, fields);
    return code == LXW_NO_ERROR || failed(code, error);
}

/* One below the other, as people read them. */
static gboolean
add_facts(Book *book, const Value *facts, GError **error)
{
    lxw_error code = LXW_NO_ERROR;
    if (!begin_sheet(book, "facts", facts->items->len, error))
        return FALSE;
    worksheet_set_column(book->sheet, 0, 1, 24, NULL);
    worksheet_write_string(book->sheet, 0, 0, "fact", book->heading);
    worksheet_write_string(book->sheet, 0, 1, "value", book->heading);
    for (guint i = 0; i < facts->items->len && code == LXW_NO_ERROR; i++) {
        code = write_text(book, i + 1, 0, facts->keys->pdata[i]);
        if (code == LXW_NO_ERROR)
            code = write_value(book, i + 1, 1, facts->items->pdata[i], facts->keys->pdata[i]);
    }
    return code == LXW_NO_ERROR || failed(code, error);
}

static gboolean
add_all(Book *book, const Document *document, GError **error)
{
    if (document->facts != NULL && document->facts->items->len > 0 && !add_facts(book, document->facts, error))
        return FALSE;
    for (guint i = 0; i < document->tables->len; i++)
        if (!add_table(book, document->tables->pdata[i], error))
            return FALSE;
    return TRUE;
}

/* --- the file ---------------------------------------------------------------------------------------------------------------------- */

static lxw_format *
format_of(Book *book, const char *pattern)
{
    lxw_format *format = workbook_add_format(book->book);
    format_set_num_format(format, pattern);
    return format;
}

static gboolean
write_book(const char *path, char *folder, const Document *document, GTimeZone *zone, GError **error)
{
    lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = folder };
    Book book = { .book = workbook_new_opt(path, &options), .zone = zone };
    if (book.book == NULL)
        return failed(LXW_ERROR_MEMORY_MALLOC_FAILED, error);
    book.names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    book.heading = workbook_add_format(book.book);
    format_set_bold(book.heading);
    book.day = format_of(&book, "yyyy-mm-dd");
    book.instant = format_of(&book, "yyyy-mm-dd hh:mm");
    book.money = format_of(&book, "#,##0.00");
    gboolean good = add_all(&book, document, error);
    lxw_error code = workbook_close(book.book); /* frees it, whatever becomes of the file */
    g_hash_table_unref(book.names);
    return good && (code == LXW_NO_ERROR || failed(code, error));
}

/* The library writes files only: into a folder that nobody else can read. */
gboolean
present_xlsx_document(GString *out, const Document *document, GTimeZone *zone, GError **error)
{
    gsize length;
    g_autoptr(GError) problem = NULL;
    g_autofree char *bytes = NULL, *folder = g_dir_make_tmp("cadens-XXXXXX", &problem);
    if (folder == NULL)
        return fail(error, FAIL_TRY_LATER, N_("the workbook: %s"), problem->message);
    g_autofree char *path = g_build_filename(folder, "workbook.xlsx", NULL);
    gboolean good = write_book(path, folder, document, zone, error) &&
                    (g_file_get_contents(path, &bytes, &length, &problem) || fail(error, FAIL_TRY_LATER, N_("the workbook: %s"), problem->message));
    if (good)
        g_string_append_len(out, bytes, (gssize)length);
    g_unlink(path);
    g_rmdir(folder);
    return good;
}
