/* SPDX-License-Identifier: MIT
 * A document as text for people. */
#include "present/text-table.h"
#include <glib/gi18n.h>
#include <libsmartcols.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include "present/cell.h"
#include "present/figure-words.h"
#include "present/figures.h"
#include "present/state.h"
#include "present/title.h"

#define CUT_MIN 8 /* columns: a column is never cut below this */
#define EASY_WIDTH 24 /* columns of a text to which details give way */

static gboolean
is_shown(const Table *table, guint column)
{
    return !(g_array_index(table->columns, Column, column).flags & COLUMN_HIDDEN);
}

static const char *
title_of(const Table *table, guint column)
{
    const Column *c = &g_array_index(table->columns, Column, column);
    return c->title ? c->title : c->key;
}

/* What the cell tells of. A table with a fact a row names it there, beside its "value". */
static const char *
key_of(const Table *table, guint row, guint column)
{
    const char *key = g_array_index(table->columns, Column, column).key;
    const Value *fact = g_str_equal(key, "value") ? table_get(table, row, "fact") : NULL;
    return fact && fact->kind == VALUE_TEXT ? fact->t : key;
}

/* Of a target, in the unit that the row names. */
static gboolean
is_limit(const char *key, const Value *value, double *ret)
{
    if (!value || (value->kind != VALUE_INT && value->kind != VALUE_REAL) || (!g_str_equal(key, "low") && !g_str_equal(key, "high")))
        return FALSE;
    *ret = value->kind == VALUE_INT ? (double)value->i : value->r;
    return TRUE;
}

static char *
cell_text(const Table *table, guint row, guint column, const PrintOptions *options)
{
    const GPtrArray *cells = g_ptr_array_index(table->rows, row);
    const Value *value = column < cells->len ? g_ptr_array_index(cells, column) : NULL;
    const char *key = key_of(table, row, column);
    double limit;
    const Value *unit = is_limit(key, value, &limit) ? table_get(table, row, "unit") : NULL;
    if (unit && unit->kind == VALUE_TEXT) {
        gboolean is_kronor = g_str_equal(unit->t, "SEK"); /* as a target is entered */
        return present_quantity(is_kronor ? limit * 100 : limit, is_kronor ? "ore" : unit->t, options->swedish);
    }
    return present_value(key, value, options->zone, options->swedish);
}

/* Of every cell that is shown, row by row. */
static GPtrArray *
all_texts(const Table *table, const PrintOptions *options)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    for (guint row = 0; row < table->rows->len; row++)
        for (guint i = 0; i < table->columns->len; i++)
            g_ptr_array_add(texts, is_shown(table, i) ? cell_text(table, row, i, options) : NULL);
    return texts;
}

static int
cells_width(const Table *table, guint column, const GPtrArray *texts)
{
    int width = 0;
    for (guint i = column; i < texts->len; i += table->columns->len)
        width = MAX(width, present_width(texts->pdata[i]));
    return width;
}

static int
natural_width(const Table *table, guint column, const GPtrArray *texts)
{
    return MAX(present_width(title_of(table, column)), cells_width(table, column, texts));
}

/* The widest column that may still be cut; FALSE if there is none. */
static gboolean
widest(const Table *table, const int *widths, guint *ret_column)
{
    int best = CUT_MIN;
    for (guint i = 0; i < table->columns->len; i++) {
        if (!(g_array_index(table->columns, Column, i).flags & (COLUMN_TRUNCATE | COLUMN_WRAP)) || widths[i] <= best)
            continue;
        best = widths[i];
        *ret_column = i;
    }
    return best > CUT_MIN;
}

/* The column that would lose most of its heading and nothing else; FALSE if there is none. */
static gboolean
longest_heading(const Table *table, const int *widths, const GPtrArray *texts, guint *ret_column)
{
    int most = 0;
    for (guint i = 0; i < table->columns->len; i++) {
        int excess = is_shown(table, i) ? widths[i] - MAX(CUT_MIN, cells_width(table, i, texts)) : 0;
        if (excess <= most)
            continue;
        most = excess;
        *ret_column = i;
    }
    return most > 0;
}

static int *
column_widths(const Table *table, const GPtrArray *texts, const PrintOptions *options)
{
    int *widths = g_new0(int, table->columns->len + 1);
    int total = -1; /* one blank between two columns */
    for (guint i = 0; i < table->columns->len; i++) {
        if (!is_shown(table, i))
            continue;
        widths[i] = natural_width(table, i, texts);
        total += widths[i] + 1;
    }
    guint column;
    for (; total > options->width && widest(table, widths, &column); total--)
        widths[column]--;
    for (; total > options->width && longest_heading(table, widths, texts, &column); total--)
        widths[column]--;
    return widths;
}

static const char *
colour_of(const Table *table, guint row, guint column)
{
    static const char *const names[] = {
        [STATE_GREEN] = "green", [STATE_AMBER] = "yellow", [STATE_RED] = "red"};
    const GPtrArray *cells = g_ptr_array_index(table->rows, row);
    StateColour colour;
    if (column >= cells->len || !present_state(g_array_index(table->columns, Column, column).key,
                                               g_ptr_array_index(cells, column), &colour))
        return NULL;
    return colour < G_N_ELEMENTS(names) ? names[colour] : NULL;
}

/* Takes TEXT. WIDTHS is NULL where nothing needs to fit. */
static char *
fitted(char *text, ColumnFlags flags, const int *widths, guint column)
{
    if (!widths)
        return text;
    return (flags & COLUMN_WRAP ? present_wrap : present_cut)(text, widths[column]);
}

static void
fill_line(struct libscols_table *grid, const Table *table, guint row, const GPtrArray *texts, const int *widths, const PrintOptions *options)
{
    struct libscols_line *line = scols_table_new_line(grid, NULL);
    guint at = 0;
    for (guint i = 0; line && i < table->columns->len; i++) {
        if (!is_shown(table, i))
            continue;
        const char *colour = options->colour ? colour_of(table, row, i) : NULL;
        g_autofree char *text = fitted(g_steal_pointer(&texts->pdata[row * table->columns->len + i]), g_array_index(table->columns, Column, i).flags, widths, i);
        scols_line_set_data(line, at, text);
        if (colour)
            scols_cell_set_color(scols_line_get_cell(line, at), colour);
        at++;
    }
}

/* Whatever it is taken from, a heading begins with a capital; a letter alone is a sign. */
static char *
heading(const char *title)
{
    char *plain = present_plain(title, 0, FALSE);
    if (g_utf8_strlen(plain, -1) < 2)
        return plain;
    g_autofree char *owned = plain;
    const char *rest = g_utf8_next_char(owned);
    char first[8] = "";
    g_unichar_to_utf8(g_unichar_toupper(g_utf8_get_char(owned)), first);
    return g_strconcat(first, rest, NULL);
}

static void
add_columns(struct libscols_table *grid, const Table *table, const int *widths, gboolean bold)
{
    for (guint i = 0; i < table->columns->len; i++) {
        if (!is_shown(table, i))
            continue;
        ColumnFlags flags = g_array_index(table->columns, Column, i).flags;
        g_autofree char *title = fitted(heading(title_of(table, i)), COLUMN_TRUNCATE, widths, i);
        struct libscols_column *column =
            scols_table_new_column(grid, title, 0, (flags & COLUMN_RIGHT ? SCOLS_FL_RIGHT : 0) | (flags & COLUMN_WRAP ? SCOLS_FL_WRAP : 0));
        if (column && flags & COLUMN_WRAP) {
            scols_column_set_safechars(column, "\n");
            scols_column_set_wrapfunc(column, scols_wrapnl_chunksize, scols_wrapnl_nextchunk, NULL);
        }
        if (column && bold)
            scols_cell_set_color(scols_column_get_header(column), "bold");
    }
}

static char *
grid_text(const Table *table, const PrintOptions *options)
{
    struct libscols_table *grid = scols_new_table();
    if (!grid)
        return g_strdup("");
    g_autoptr(GPtrArray) texts = all_texts(table, options);
    g_autofree int *widths = options->width ? column_widths(table, texts, options) : NULL;
    scols_table_set_termforce(grid,
                              options->colour ? SCOLS_TERMFORCE_ALWAYS : SCOLS_TERMFORCE_NEVER);
    scols_table_set_termwidth(grid, G_MAXINT); /* cut above, with a mark; never by the library */
    scols_table_enable_colors(grid, options->colour);
    add_columns(grid, table, widths, options->colour);
    for (guint row = 0; row < table->rows->len; row++)
        fill_line(grid, table, row, texts, widths, options);
    char *text = NULL; /* malloc()ed, which is g_malloc() too */
    int failed = scols_print_table_to_string(grid, &text);
    scols_unref_table(grid);
    if (!failed && text)
        return text;
    free(text);
    return g_strdup("");
}

/* libsmartcols asks the C library how wide a character is, which knows nothing beyond ASCII in the
 * C locale. */
static char *
grid_text_utf8(const Table *table, const PrintOptions *options)
{
    /* A copy of the locale in force: the language of the words is another category of it. */
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", duplocale(LC_GLOBAL_LOCALE));
    locale_t before = utf8 ? uselocale(utf8) : (locale_t)0;
    char *text = grid_text(table, options);
    if (utf8) {
        uselocale(before);
        freelocale(utf8);
    }
    return text;
}

/* Appends TEXT without the blanks that pad the last column. */
static void
append_trimmed(GString *out, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++)
        if (**line)
            g_string_append_printf(out, "%s\n", g_strchomp(*line));
}

static void
append_table(GString *out, const Table *table, const char *title, const PrintOptions *options, gboolean with_title)
{
    if (with_title && out->len)
        g_string_append_c(out, '\n');
    if (with_title)
        g_string_append_printf(out, "%s\n", title ? title : present_table_title(table));
    if (table->rows->len == 0) {
        g_string_append_printf(out, "%s\n", present_table_none(table));
        return;
    }
    g_autofree char *text = grid_text_utf8(table, options);
    append_trimmed(out, text);
}

static gboolean
is_nested(const Value *value)
{
    return value->kind == VALUE_MAP && value->items->len > 0;
}

static void
append_lines(GString *out, const char *key, const Value *list, const char *indent,
             const PrintOptions *options)
{
    g_string_append_printf(out, "%s%s:\n", indent, key);
    for (guint i = 0; i < list->items->len; i++) {
        g_autofree char *text =
            present_cell(g_ptr_array_index(list->items, i), options->zone, options->swedish);
        g_string_append_printf(out, "%s  %s\n", indent, text);
    }
}

/* A text of several lines stays one (the SQL of a figure). */
static void
append_block(GString *out, const char *key, const char *text, const char *indent)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_string_append_printf(out, "%s%s:\n", indent, key);
    for (char **line = lines; *line != NULL; line++) {
        g_autofree char *plain = present_plain(*line, 0, FALSE);
        g_string_append_printf(out, "%s%s%s\n", *plain != '\0' ? indent : "", *plain != '\0' ? "  " : "", plain);
    }
}

static void
append_facts(GString *out, const Value *facts, const char *indent, const PrintOptions *options)
{
    for (guint i = 0; i < facts->items->len; i++) {
        const Value *value = g_ptr_array_index(facts->items, i);
        g_autofree char *key = present_fact_title(g_ptr_array_index(facts->keys, i));
        if (is_nested(value)) {
            g_autofree char *deeper = g_strconcat(indent, "  ", NULL);
            g_string_append_printf(out, "%s%s:\n", indent, key);
            append_facts(out, value, deeper, options);
            continue;
        }
        if (value->kind == VALUE_LIST && value->items->len > 1) {
            append_lines(out, key, value, indent, options);
            continue;
        }
        if (value->kind == VALUE_TEXT && strchr(value->t, '\n') != NULL) {
            append_block(out, key, value->t, indent);
            continue;
        }
        g_autofree char *text = present_value(g_ptr_array_index(facts->keys, i), value, options->zone, options->swedish);
        g_string_append_printf(out, "%s%s: %s\n", indent, key, *text ? text : "–");
    }
}

/* What TABLE takes when nothing in it is hard to read. */
static int
easy_width(const Table *table, const GPtrArray *texts)
{
    int total = -1; /* one blank between two columns */
    for (guint i = 0; i < table->columns->len; i++) {
        int natural = is_shown(table, i) ? natural_width(table, i, texts) : -1;
        gboolean may_shrink = g_array_index(table->columns, Column, i).flags & (COLUMN_TRUNCATE | COLUMN_WRAP);
        total += (may_shrink ? MIN(natural, EASY_WIDTH) : natural) + 1;
    }
    return total;
}

typedef struct {
    int width; /* of a terminal that shows all */
    guint n;
    GString *titles; /* what no room was for, at most, in its order */
} LeftOut;

static void
leave_out(Table *table, const PrintOptions *options, LeftOut *left)
{
    g_autoptr(GPtrArray) texts = all_texts(table, options);
    int width = table->rows->len > 0 && options->width ? easy_width(table, texts) : 0;
    if (width <= options->width)
        return;
    g_autoptr(GString) titles = g_string_new(NULL);
    guint n = 0;
    left->width = MAX(left->width, width);
    for (guint i = table->columns->len; i-- > 0 && width > options->width;) {
        Column *column = &g_array_index(table->columns, Column, i);
        if (!(column->flags & COLUMN_DETAIL))
            continue;
        width -= natural_width(table, i, texts) + 1;
        column->flags |= COLUMN_HIDDEN;
        g_autofree char *title = g_strconcat(title_of(table, i), n++ ? ", " : "", NULL);
        g_string_prepend(titles, title);
    }
    if (n > left->n)
        g_string_assign(left->titles, titles->str);
    left->n = MAX(left->n, n);
}

void
present_text_document(GString *out, const Document *document, const PrintOptions *options)
{
    g_autoptr(GString) titles = g_string_new(NULL);
    LeftOut left = {.titles = titles};
    append_facts(out, document->facts, "", options);
    guint n = document->tables->len;
    if (n == 1 && out->len)
        g_string_append_c(out, '\n');
    for (guint i = 0; i < n; i++) {
        Table *table = g_ptr_array_index(document->tables, i);
        g_autoptr(Table) readable = present_figures_is(table) ? present_figures_readable(table, options->swedish) : NULL;
        leave_out(readable ? readable : table, options, &left);
        append_table(out, readable ? readable : table, table->title, options, n > 1);
    }
    if (left.n > 0) /* what is left out is said */
        g_string_append_printf(out, _("\nA terminal of %d columns also shows: %s.\n"), left.width, titles->str);
}
