/* SPDX-License-Identifier: MIT
 * A document as text for people. */
#include "present/text-table.h"
#include <glib/gi18n.h>
#include <libsmartcols.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include "present/cell.h"
#include "present/figures.h"
#include "present/state.h"

#define CUT_MIN 8 /* columns: a column is never cut below this */

typedef struct {
    const char *name;
    const char *title, *none;
} TableWords;

static const TableWords table_words[] = {
    {"touchpoints", N_("Touchpoints"), N_("No touchpoints.")},
    {"meetings", N_("Meetings"), N_("No meetings.")},
    {"agenda", N_("Today and tomorrow"), N_("No meetings today or tomorrow.")},
    {"episodes", N_("Episodes"), N_("No episodes.")},
    {"kpis", N_("Figures"), N_("No figures.")},
    {"due", N_("To do"), N_("Nothing is due.")},
    {"folders", N_("Folders"), N_("No folders.")},
    {"messages", N_("Messages"), N_("No messages.")},
    {"rows", N_("Messages"), N_("No messages.")},
    {"triage", N_("Strangers"), N_("No strangers.")},
    {"occurrences", N_("Occurrences"), N_("No occurrences.")},
    {"problems", N_("Problems"), N_("No problems.")},
    {"sources", N_("Sources"), N_("No sources: `cadens setup` asks for a mailbox.")},
    {"owed", N_("Replies owed"), N_("No reply is owed.")},
    {"accounts", N_("Accounts"), N_("No accounts.")},
    {"contacts", N_("Contacts"), N_("No contacts.")},
    {"standing", N_("Standing"), N_("Nothing is known.")},
    {"score", N_("What the score is made of"), N_("No score.")},
    {"leads", N_("Leads"), N_("No leads.")},
    {"follow_ups", N_("Promises"), N_("No promises.")},
    {"reviews", N_("Reviews"), N_("No reviews.")},
    {"units", N_("What was counted"), N_("Nothing was counted.")},
    {"examples", N_("For example"), N_("No touchpoint comes or goes.")},
    {"steps", N_("Step by step"), N_("No rule was asked: it was entered by hand or imported.")},
    {"slots", N_("Free times"), N_("No free time in the next 60 days.")},
    {"thresholds", N_("Limits in force"), N_("The rule has no limits of its own in the configuration.")},
    {"details", N_("What is stored"), N_("Nothing more is stored about it.")},
    {"events", N_("What became of it"), N_("Nothing yet.")},
};

static const TableWords *
words_of(const Table *table)
{
    for (gsize i = 0; i < G_N_ELEMENTS(table_words); i++)
        if (g_strcmp0(table_words[i].name, table->name) == 0)
            return &table_words[i];
    return NULL;
}

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

static char *
cell_text(const Table *table, guint row, guint column, const PrintOptions *options)
{
    const GPtrArray *cells = g_ptr_array_index(table->rows, row);
    const Value *value = column < cells->len ? g_ptr_array_index(cells, column) : NULL;
    const char *key = key_of(table, row, column);
    const char *word = present_word(key, value);
    if (word)
        return g_strdup(word);
    if (value && value->kind == VALUE_INT && g_str_has_suffix(key, "_s")) /* lag_s and its like */
        return present_duration(value->i);
    return present_cell(value, options->zone, options->swedish);
}

static int
natural_width(const Table *table, guint column, const PrintOptions *options)
{
    int width = present_width(title_of(table, column));
    for (guint row = 0; row < table->rows->len; row++) {
        g_autofree char *text = cell_text(table, row, column, options);
        width = MAX(width, present_width(text));
    }
    return width;
}

/* The widest column that may still be cut; FALSE if there is none. */
static gboolean
widest(const Table *table, const int *widths, guint *ret_column)
{
    int best = CUT_MIN;
    for (guint i = 0; i < table->columns->len; i++) {
        if (!(g_array_index(table->columns, Column, i).flags & COLUMN_TRUNCATE) ||
            widths[i] <= best)
            continue;
        best = widths[i];
        *ret_column = i;
    }
    return best > CUT_MIN;
}

static int *
column_widths(const Table *table, const PrintOptions *options)
{
    int *widths = g_new0(int, table->columns->len + 1);
    int total = -1; /* one blank between two columns */
    for (guint i = 0; i < table->columns->len; i++) {
        if (!is_shown(table, i))
            continue;
        widths[i] = natural_width(table, i, options);
        total += widths[i] + 1;
    }
    guint column;
    for (; options->width && total > options->width && widest(table, widths, &column); total--)
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

static void
fill_line(struct libscols_table *grid, const Table *table, guint row, const int *widths,
          const PrintOptions *options)
{
    struct libscols_line *line = scols_table_new_line(grid, NULL);
    guint at = 0;
    for (guint i = 0; line && i < table->columns->len; i++) {
        if (!is_shown(table, i))
            continue;
        g_autofree char *whole = cell_text(table, row, i, options);
        const char *colour = colour_of(table, row, i);
        g_autofree char *text = present_cut(g_steal_pointer(&whole), widths[i]);
        scols_line_set_data(line, at, text);
        if (colour && options->colour)
            scols_cell_set_color(scols_line_get_cell(line, at), colour);
        at++;
    }
}

static void
add_columns(struct libscols_table *grid, const Table *table, const int *widths, gboolean bold)
{
    for (guint i = 0; i < table->columns->len; i++) {
        if (!is_shown(table, i))
            continue;
        gboolean right = g_array_index(table->columns, Column, i).flags & COLUMN_RIGHT;
        g_autofree char *title = present_cut(present_plain(title_of(table, i), 0, FALSE), widths[i]);
        struct libscols_column *column =
            scols_table_new_column(grid, title, 0, right ? SCOLS_FL_RIGHT : 0);
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
    g_autofree int *widths = column_widths(table, options);
    scols_table_set_termforce(grid,
                              options->colour ? SCOLS_TERMFORCE_ALWAYS : SCOLS_TERMFORCE_NEVER);
    scols_table_set_termwidth(grid, G_MAXINT); /* cut above, with a mark; never by the library */
    scols_table_enable_colors(grid, options->colour);
    add_columns(grid, table, widths, options->colour);
    for (guint row = 0; row < table->rows->len; row++)
        fill_line(grid, table, row, widths, options);
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
    const TableWords *words = words_of(table);
    if (with_title && out->len)
        g_string_append_c(out, '\n');
    if (with_title)
        g_string_append_printf(out, "%s\n", title ? title : words ? _(words->title) : table->name);
    if (table->rows->len == 0) {
        g_string_append_printf(out, "%s\n", words ? _(words->none) : _("Nothing to show."));
        return;
    }
    g_autofree char *text = grid_text_utf8(table, options);
    append_trimmed(out, text);
}

/* What a person reads for the key of a fact; a key without words is read as it stands. */
static const struct {
    const char *key, *title;
} fact_titles[] = {
    {"as_of", N_("As of")},     {"dashboard", N_("The page")}, {"kind", N_("Kind")},
    {"rows", N_("Rows")},       {"created", N_("New")},        {"updated", N_("Updated")},
    {"dry_run", N_("Dry run")}, {"id", N_("Id")},              {"title", N_("Title")},
    {"name", N_("Name")}, {"since", N_("Since")},
    {"unit", N_("Unit")},       {"formula", N_("Formula")},    {"source", N_("Source")},
    {"sql", N_("SQL")},         {"problems", N_("Problems")},
    {"class", N_("Class")},     {"because", N_("Because")},    {"direction", N_("Direction")},
    {"from", N_("From")},       {"to", N_("To")},              {"cc", N_("Cc")},
    {"subject", N_("Subject")}, {"date", N_("Date")},          {"message_id", N_("Message-ID")},
    {"in_reply_to", N_("In-Reply-To")}, {"references", N_("References")}, {"ok", N_("Complete")},
    {"changes", N_("What would change it")}, {"address", N_("Address")}, {"sent", N_("Letters from it")},
    {"received", N_("Letters to it")}, {"meetings", N_("Meetings")}, {"account", N_("Account")},
    {"contact", N_("Contact")}, {"method", N_("Method")}, {"decision", N_("Decision")}, {"forgotten", N_("Forgotten")},
    {"logged", N_("Logged")}, {"user", N_("By")}, {"file", N_("File")},
    {"pattern", N_("Whom")}, {"touchpoints", N_("Touchpoints more or less")}, {"added", N_("Added")}, {"removed", N_("Removed")},
    {"moved", N_("Moved to another account")}, {"changed", N_("Changed otherwise")}, {"reclassified", N_("Letters read otherwise")},
    {"erased", N_("Letters forgotten")}, {"messages", N_("Messages")}, {"touches", N_("Touches")},
    {"rule_says", N_("The rule says")}, {"ends", N_("And then")}, {"verdict", N_("Now the condition")}, {"evidence", N_("Found")},
    {"opened", N_("Since")}, {"due_day", N_("Due")}, {"severity", N_("Severity")}, {"state", N_("State")}, {"rule", N_("Rule")}, {"hits", N_("Times looked at")},
    {"key", N_("Key")}, {"checklist", N_("To talk about")}, {"organizer", N_("Invites")}, {"attendees", N_("Invited")}, {"away", N_("Who is away")}, {"away_until", N_("Back on")},
    {"contacts", N_("Contacts")}, {"texts", N_("Further texts")}, {"backups", N_("Copies that still hold it")},
};

static char *
fact_title(const char *key)
{
    for (gsize i = 0; i < G_N_ELEMENTS(fact_titles); i++)
        if (strcmp(fact_titles[i].key, key) == 0)
            return g_strdup(_(fact_titles[i].title));
    char *title = present_plain(key, 0, FALSE);
    return g_strdelimit(title, "_", ' ');
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
        g_autofree char *key = fact_title(g_ptr_array_index(facts->keys, i));
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
        const char *word = present_word(g_ptr_array_index(facts->keys, i), value);
        g_autofree char *text = word ? g_strdup(word) : present_cell(value, options->zone, options->swedish);
        g_string_append_printf(out, "%s%s: %s\n", indent, key, *text ? text : "–");
    }
}

void
present_text_document(GString *out, const Document *document, const PrintOptions *options)
{
    append_facts(out, document->facts, "", options);
    guint n = document->tables->len;
    if (n == 1 && out->len)
        g_string_append_c(out, '\n');
    for (guint i = 0; i < n; i++) {
        const Table *table = g_ptr_array_index(document->tables, i);
        g_autoptr(Table) readable =
            present_figures_is(table)
                ? present_figures_readable(table, options->width, options->swedish)
                : NULL;
        append_table(out, readable ? readable : table, table->title, options, n > 1);
    }
}
