/* SPDX-License-Identifier: MIT
 * Rows of another program as a map makes them. */
#include "collect/sheet-map-parts.h"
#include "base/text.h"

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
        g_autofree char *read = column >= 0 ? collect_sheet_read(row->cells[column], piece->reading) : g_strdup(piece->text);
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

/* What depends on a column that the file does not have depends on nothing. */
static gboolean
is_allowed(const CollectSheetMap *map, const char *ours, const CollectSheet *sheet, const CollectSheetRow *row)
{
    gboolean depends = FALSE;
    for (guint i = 0; i < map->only->len; i++) {
        const Values *values = map->only->pdata[i];
        if (!g_str_equal(values->only, ours) || find_column(sheet, values->column) < 0)
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
