/* SPDX-License-Identifier: MIT
 * Kinds of CSV whose columns say it all: each cell by its type into its field, then one row saved (spec 00 §5, 15-B24). */
#include "run/import-kind.h"

static void
read_cell(ImportRow *row, KeepFields *fields, const ImportColumn *column)
{
    switch (column->type) {
    case CELL_TEXT:
        run_import_text(row, fields, column->name, column->field);
        break;
    case CELL_INT:
        run_import_int(row, fields, column->name, column->field, column->min, column->max);
        break;
    case CELL_MONEY:
        run_import_money(row, fields, column->name, column->field);
        break;
    case CELL_SIGNED_MONEY:
        run_import_signed_money(row, fields, column->name, column->field);
        break;
    case CELL_DAY:
        run_import_day(row, fields, column->name, column->field);
        break;
    case CELL_INSTANT:
        run_import_instant(row, fields, column->name, column->field, column->of);
        break;
    case CELL_CHOICE:
        run_import_choice(row, fields, column->name, column->field, column->of);
        break;
    case CELL_BOOL:
        run_import_bool(row, fields, column->name, column->field);
        break;
    case CELL_REFERENCE:
        run_import_reference_field(row, fields, column->name, column->field, column->of);
        break;
    case CELL_OWN:
    default:
        break;
    }
}

gboolean
run_import_plain(ImportRow *row, gboolean *ret_is_new, GError **error)
{
    const ImportKind *kind = row->kind;
    g_autoptr(KeepFields) fields = keep_fields_new();
    gint64 id;
    for (const ImportColumn *column = kind->columns; column->name != NULL; column++)
        read_cell(row, fields, column);
    if (kind->check != NULL)
        kind->check(row, fields);
    if (!run_import_is_good(row))
        return TRUE;
    if (kind->keys != NULL)
        return keep_row_save_keyed(row->db, kind->table, kind->keys, fields, ret_is_new, error);
    return keep_row_save(row->db, kind->table, run_cell_text(&row->cells, kind->columns[0].name), fields, &id, ret_is_new, error);
}
