/* SPDX-License-Identifier: MIT
 * Maps of columns. */
#include "collect/sheet-map.h"
#include <string.h>
#include "base/text.h"

#define COLUMN_MAX 64

/* How a cell of theirs is read. */
typedef enum { READ_TEXT, READ_DAY, READ_FIRST, READ_HOST, READ_LIST, READ_NUMBER } Reading;
static const char *const readings[] = { "text", "day", "first", "host", "list", "number", NULL };

/* A run of text, or a cell of theirs. */
typedef struct {
    char *text;   /* NULL for a cell */
    char *column; /* lower-case */
    Reading reading;
} Piece;
typedef struct {
    char *ours;
    GPtrArray *ways; /* of GPtrArray of Piece: the first that is not empty */
} Target;
typedef struct {
    char *column;      /* lower-case: ours of [values], else theirs */
    char *only;        /* the column of ours that depends on these */
    GHashTable *texts; /* folded; to ours in [values] */
} Values;
struct CollectSheetMap {
    char *kind;
    char *needs; /* a row that has nothing in this column of ours is left out; or NULL */
    GPtrArray *targets;  /* of Target */
    GPtrArray *values;   /* of Values */
    GPtrArray *left_out; /* of Values */
    GPtrArray *only;     /* of Values */
};

static void
piece_free(gpointer data)
{
    Piece *piece = data;
    g_free(piece->text);
    g_free(piece->column);
    g_free(piece);
}

static void
target_free(gpointer data)
{
    Target *target = data;
    g_free(target->ours);
    g_ptr_array_unref(target->ways);
    g_free(target);
}

static void
values_free(gpointer data)
{
    Values *values = data;
    g_free(values->column);
    g_free(values->only);
    g_hash_table_unref(values->texts);
    g_free(values);
}

void
collect_sheet_map_free(CollectSheetMap *map)
{
    if (map == NULL)
        return;
    g_free(map->kind);
    g_free(map->needs);
    g_ptr_array_unref(map->targets);
    g_ptr_array_unref(map->values);
    g_ptr_array_unref(map->left_out);
    g_ptr_array_unref(map->only);
    g_free(map);
}

const char *
collect_sheet_map_kind(const CollectSheetMap *map)
{
    return map->kind;
}

/* --- the file of the map ------------------------------------------------------------------------------------------------------ */

typedef struct {
    CollectSheetMap *map;
    const char *name;
    GPtrArray *problems;
    guint line;
    enum { IN_NOTHING, IN_MAP, IN_COLUMNS, IN_VALUES, IN_ONLY, IN_LEFT_OUT, IN_ERROR } section;
    Values *values;   /* of [values OURS] */
    char ours[COLUMN_MAX]; /* of [only OURS] */
} Scan;

static void
problem(Scan *scan, const char *what, const char *why)
{
    g_autofree char *shown = text_clean_line(what, -1, 60);
    g_ptr_array_add(scan->problems, g_strdup_printf("%s:%u: %s: %s", scan->name, scan->line, shown, why));
}

static Values *
add_values(GPtrArray *list, const char *column)
{
    Values *values = g_new0(Values, 1);
    values->column = g_utf8_strdown(column, -1);
    values->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_ptr_array_add(list, values);
    return values;
}

static void
scan_section(Scan *scan, char *inner)
{
    g_strstrip(inner);
    scan->section = IN_ERROR;
    if (g_str_equal(inner, "map"))
        scan->section = IN_MAP;
    else if (g_str_equal(inner, "columns"))
        scan->section = IN_COLUMNS;
    else if (g_str_equal(inner, "leave out"))
        scan->section = IN_LEFT_OUT;
    else if (g_str_has_prefix(inner, "values ")) {
        scan->section = IN_VALUES;
        scan->values = add_values(scan->map->values, g_strchug(inner + strlen("values ")));
    } else if (g_str_has_prefix(inner, "only ")) {
        scan->section = IN_ONLY;
        g_strlcpy(scan->ours, g_strchug(inner + strlen("only ")), sizeof scan->ours);
    } else
        problem(scan, inner, "is no section; they are [map], [columns], [values COLUMN], [only COLUMN] and [leave out]");
}

static Piece *
add_piece(GPtrArray *way, const char *text, gsize length)
{
    Piece *piece = g_new0(Piece, 1);
    piece->text = text != NULL ? g_strndup(text, length) : NULL;
    g_ptr_array_add(way, piece);
    return piece;
}

/* "Close Date:day": a header of theirs may hold a colon itself, so only a known reading behind the last one counts. */
static void
add_cell(GPtrArray *way, const char *inner, gsize length)
{
    Piece *piece = add_piece(way, NULL, 0);
    g_autofree char *column = g_strndup(inner, length);
    char *colon = strrchr(column, ':');
    for (guint i = 0; colon != NULL && readings[i] != NULL; i++)
        if (g_str_equal(readings[i], colon + 1)) {
            piece->reading = (Reading)i;
            *colon = '\0';
            break;
        }
    piece->column = g_utf8_strdown(g_strstrip(column), -1);
}

static GPtrArray *
parse_way(Scan *scan, const char *text)
{
    GPtrArray *way = g_ptr_array_new_with_free_func(piece_free);
    while (*text != '\0') {
        gsize n = strcspn(text, "{");
        if (n > 0)
            add_piece(way, text, n);
        text += n;
        const char *end = *text == '{' ? strchr(text, '}') : NULL;
        if (*text == '{' && end == NULL) {
            problem(scan, text, "the brace is never closed");
            break;
        }
        if (end == NULL)
            break;
        add_cell(way, text + 1, (gsize)(end - text - 1));
        text = end + 1;
    }
    return way;
}

static void
scan_column(Scan *scan, const char *key, const char *value)
{
    Target *target = g_new0(Target, 1);
    target->ours = g_utf8_strdown(key, -1);
    target->ways = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_auto(GStrv) ways = g_strsplit(value, "|", -1);
    for (char **way = ways; *way != NULL; way++)
        g_ptr_array_add(target->ways, parse_way(scan, g_strstrip(*way)));
    for (guint i = 0; i < scan->map->targets->len; i++)
        if (g_str_equal(((Target *)scan->map->targets->pdata[i])->ours, target->ours))
            problem(scan, key, "stands twice");
    g_ptr_array_add(scan->map->targets, target);
}

static Values *
scan_list(GPtrArray *list, const char *key, const char *value)
{
    Values *values = add_values(list, key);
    g_auto(GStrv) texts = g_strsplit(value, "|", -1);
    for (char **text = texts; *text != NULL; text++)
        g_hash_table_replace(values->texts, text_fold(g_strstrip(*text)), g_strdup(*text));
    return values;
}

static void
scan_map(Scan *scan, const char *key, const char *value)
{
    char **field = g_str_equal(key, "kind") ? &scan->map->kind : g_str_equal(key, "needs") ? &scan->map->needs : NULL;
    if (field == NULL) {
        problem(scan, key, "is not known in [map]; kind and needs are");
        return;
    }
    g_free(*field);
    *field = g_strdup(value);
}

static void
scan_setting(Scan *scan, const char *key, const char *value)
{
    switch (scan->section) {
    case IN_MAP:
        scan_map(scan, key, value);
        break;
    case IN_COLUMNS:
        scan_column(scan, key, value);
        break;
    case IN_VALUES:
        g_hash_table_replace(scan->values->texts, text_fold(key), g_strdup(value));
        break;
    case IN_LEFT_OUT:
        scan_list(scan->map->left_out, key, value);
        break;
    case IN_ONLY:
        scan_list(scan->map->only, key, value)->only = g_utf8_strdown(scan->ours, -1);
        break;
    case IN_NOTHING:
        problem(scan, key, "stands in no section");
        break;
    case IN_ERROR:
    default:
        break;
    }
}

static void
scan_line(Scan *scan, char *line)
{
    g_strstrip(line);
    gsize length = strlen(line);
    char *sign = strchr(line, '=');
    if (length == 0 || *line == '#')
        return;
    if (*line == '[' && line[length - 1] == ']') {
        line[length - 1] = '\0';
        scan_section(scan, line + 1);
    } else if (sign == NULL || sign == line)
        problem(scan, line, "is neither [SECTION] nor KEY = VALUE");
    else {
        *sign = '\0';
        scan_setting(scan, g_strchomp(line), g_strchug(sign + 1));
    }
}

CollectSheetMap *
collect_sheet_map_parse(const char *name, const char *bytes, gsize length, GPtrArray *problems)
{
    g_autoptr(CollectSheetMap) map = g_new0(CollectSheetMap, 1);
    map->targets = g_ptr_array_new_with_free_func(target_free);
    map->values = g_ptr_array_new_with_free_func(values_free);
    map->left_out = g_ptr_array_new_with_free_func(values_free);
    map->only = g_ptr_array_new_with_free_func(values_free);
    Scan scan = { .map = map, .name = name, .problems = problems, .line = 1 };
    guint before = problems->len;
    if (!g_utf8_validate(bytes, (gssize)length, NULL)) { /* a NUL byte is not valid either */
        problem(&scan, "map", "is not UTF-8");
        return NULL;
    }
    g_auto(GStrv) lines = g_strsplit(bytes, "\n", -1);
    for (char **line = lines; *line != NULL; line++, scan.line++)
        scan_line(&scan, *line);
    scan.line = 1;
    if (map->kind == NULL && problems->len == before)
        problem(&scan, "map", "says no kind ([map] kind = leads)");
    return problems->len == before ? g_steal_pointer(&map) : NULL;
}

/* --- cells ------------------------------------------------------------------------------------------------------------------- */

/* "https://www.exempel.se/om" and "info@exempel.se" are at exempel.se. */
static char *
read_host(const char *text)
{
    const char *scheme = strstr(text, "://"), *at = strchr(text, '@');
    const char *host = scheme != NULL ? scheme + 3 : at != NULL ? at + 1 : text;
    if (g_ascii_strncasecmp(host, "www.", 4) == 0)
        host += 4;
    return g_strndup(host, strcspn(host, "/:?# "));
}

static gboolean
all_digits(const char *text, gsize n)
{
    for (gsize i = 0; i < n; i++)
        if (!g_ascii_isdigit(text[i]))
            return FALSE;
    return TRUE;
}

/* The day of an instant in the form of the program's own place: 2026-03-31 14:22, 31.12.2026, 31/12/2026; the rest is judged by import. */
static char *
read_day(const char *text)
{
    gsize n = strlen(text);
    if (n >= 10 && all_digits(text, 2) && (text[2] == '.' || text[2] == '/') && all_digits(text + 3, 2) && text[5] == text[2] &&
        all_digits(text + 6, 4))
        return g_strdup_printf("%.4s-%.2s-%.2s", text + 6, text + 3, text);
    if (n > 10 && all_digits(text, 4) && text[4] == '-' && (text[10] == ' ' || text[10] == 'T'))
        return g_strndup(text, 10);
    return g_strdup(text);
}

/* "1 234,50 kr", "SEK 1,234.50": of two kinds of separator the last is that of decimals; one that stands often is that of thousands. */
static char *
read_number(const char *text)
{
    g_autoptr(GString) kept = g_string_new(NULL);
    guint points = 0, commas = 0;
    for (const char *c = text; *c != '\0'; c++)
        if (g_ascii_isdigit(*c) || *c == '-' || *c == '.' || *c == ',') {
            g_string_append_c(kept, *c);
            points += *c == '.';
            commas += *c == ',';
        }
    const char *point = strrchr(kept->str, '.'), *comma = strrchr(kept->str, ',');
    char decimal = comma != NULL && (point == NULL || comma > point) ? ',' : '.';
    if ((decimal == ',' ? commas : points) > 1)
        decimal = '\0';
    GString *number = g_string_new(NULL);
    for (const char *c = kept->str; *c != '\0'; c++)
        if (*c == decimal && decimal != '\0')
            g_string_append_c(number, '.');
        else if (*c != '.' && *c != ',')
            g_string_append_c(number, *c);
    return g_string_free(number, FALSE);
}

/* The first of "12; 13". */
static char *
read_first(const char *text)
{
    return g_strchomp(g_strndup(text, strcspn(text, ";,|")));
}

/* "a@x.se; b@x.se" as our lists are. */
static char *
read_list(const char *text)
{
    return g_strdelimit(g_strdup(text), ";,", '|');
}

static char *
read_cell(const char *text, Reading reading)
{
    switch (reading) {
    case READ_DAY:
        return read_day(text);
    case READ_FIRST:
        return read_first(text);
    case READ_HOST:
        return read_host(text);
    case READ_LIST:
        return read_list(text);
    case READ_NUMBER:
        return read_number(text);
    case READ_TEXT:
    default:
        return g_strdup(text);
    }
}

/* --- rows -------------------------------------------------------------------------------------------------------------------- */

static int
find_column(const CollectSheet *sheet, const char *column)
{
    for (guint i = 0; i < sheet->n_columns; i++)
        if (g_str_equal(sheet->columns[i], column))
            return (int)i;
    return -1;
}

/* The text of one way for ROW; "" if none of its cells says anything. A way without cells always says its text. */
static char *
way_text(const GPtrArray *way, const CollectSheet *sheet, const CollectSheetRow *row)
{
    GString *text = g_string_new(NULL);
    guint cells = 0, filled = 0;
    for (guint i = 0; i < way->len; i++) {
        const Piece *piece = way->pdata[i];
        int column = piece->column != NULL ? find_column(sheet, piece->column) : -1;
        g_autofree char *read = column >= 0 ? read_cell(row->cells[column], piece->reading) : g_strdup(piece->text);
        g_string_append(text, read != NULL ? read : "");
        cells += piece->column != NULL;
        filled += column >= 0 && read != NULL && *read != '\0';
    }
    if (cells > 0 && filled == 0)
        g_string_truncate(text, 0);
    return g_strstrip(g_string_free(text, FALSE));
}

static char *
translated(const CollectSheetMap *map, const char *ours, char *text)
{
    g_autofree char *folded = text_fold(text);
    for (guint i = 0; i < map->values->len; i++) {
        const Values *values = map->values->pdata[i];
        const char *known = g_str_equal(values->column, ours) ? g_hash_table_lookup(values->texts, folded) : NULL;
        if (known == NULL && g_str_equal(values->column, ours) && *text != '\0')
            known = g_hash_table_lookup(values->texts, "*");
        if (known != NULL) {
            g_free(text);
            return g_strdup(known);
        }
    }
    return text;
}

/* ROW has one of the texts in their column. */
static gboolean
holds(const Values *values, const CollectSheet *sheet, const CollectSheetRow *row)
{
    int column = find_column(sheet, values->column);
    g_autofree char *folded = column >= 0 ? text_fold(row->cells[column]) : NULL;
    return folded != NULL && g_hash_table_contains(values->texts, folded);
}

static gboolean
is_left_out(const CollectSheetMap *map, const CollectSheet *sheet, const CollectSheetRow *row)
{
    for (guint i = 0; i < map->left_out->len; i++)
        if (holds(map->left_out->pdata[i], sheet, row))
            return TRUE;
    return FALSE;
}

static gboolean
is_allowed(const CollectSheetMap *map, const char *ours, const CollectSheet *sheet, const CollectSheetRow *row)
{
    gboolean depends = FALSE;
    for (guint i = 0; i < map->only->len; i++) {
        const Values *values = map->only->pdata[i];
        if (!g_str_equal(values->only, ours))
            continue;
        depends = TRUE;
        if (holds(values, sheet, row))
            return TRUE;
    }
    return !depends;
}

static char *
target_text(const CollectSheetMap *map, const Target *target, const CollectSheet *sheet, const CollectSheetRow *row)
{
    char *text = g_strdup("");
    if (!is_allowed(map, target->ours, sheet, row))
        return text;
    for (guint i = 0; i < target->ways->len && *text == '\0'; i++) {
        g_free(text);
        text = translated(map, target->ours, way_text(target->ways->pdata[i], sheet, row));
    }
    return text;
}

/* A constant, or at least one column that the file has. */
static gboolean
is_there(const Target *target, const CollectSheet *sheet)
{
    for (guint i = 0; i < target->ways->len; i++) {
        const GPtrArray *way = target->ways->pdata[i];
        gboolean has_cell = FALSE;
        for (guint k = 0; k < way->len; k++) {
            const Piece *piece = way->pdata[k];
            has_cell |= piece->column != NULL;
            if (piece->column != NULL && find_column(sheet, piece->column) >= 0)
                return TRUE;
        }
        if (!has_cell)
            return TRUE;
    }
    return FALSE;
}

static GPtrArray *
targets_there(const CollectSheetMap *map, const CollectSheet *sheet, GPtrArray *missing)
{
    GPtrArray *there = g_ptr_array_new();
    for (guint i = 0; i < map->targets->len; i++) {
        Target *target = map->targets->pdata[i];
        if (is_there(target, sheet))
            g_ptr_array_add(there, target);
        else
            g_ptr_array_add(missing, g_strdup(target->ours));
    }
    return there;
}

static gboolean
lacks(const CollectSheet *mapped, const CollectSheetRow *row, const char *needs)
{
    int column = needs != NULL ? find_column(mapped, needs) : -1;
    return column >= 0 && *row->cells[column] == '\0';
}

CollectSheet *
collect_sheet_map_apply(const CollectSheetMap *map, const CollectSheet *sheet, GPtrArray *missing, guint *ret_left_out)
{
    g_autoptr(GPtrArray) targets = targets_there(map, sheet, missing);
    CollectSheet *mapped = collect_sheet_new();
    mapped->n_columns = targets->len;
    mapped->columns = g_new0(char *, targets->len + 1);
    for (guint i = 0; i < targets->len; i++)
        mapped->columns[i] = g_strdup(((Target *)targets->pdata[i])->ours);
    *ret_left_out = 0;
    for (guint i = 0; i < sheet->rows->len; i++) {
        const CollectSheetRow *theirs = &g_array_index(sheet->rows, CollectSheetRow, i);
        if (is_left_out(map, sheet, theirs)) {
            *ret_left_out += 1;
            continue;
        }
        CollectSheetRow row = { theirs->line, g_new0(char *, targets->len + 1) };
        for (guint k = 0; k < targets->len; k++)
            row.cells[k] = target_text(map, targets->pdata[k], sheet, theirs);
        if (lacks(mapped, &row, map->needs)) {
            g_strfreev(row.cells);
            *ret_left_out += 1;
        } else
            g_array_append_val(mapped->rows, row);
    }
    return mapped;
}
