/* SPDX-License-Identifier: MIT
 * Maps of columns. */
#include "collect/sheet-map-parts.h"
#include <string.h>
#include "base/text.h"

#define COLUMN_MAX 64

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
    if (colon != NULL && collect_sheet_reading_named(colon + 1, &piece->reading))
        *colon = '\0';
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
