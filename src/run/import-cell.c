/* SPDX-License-Identifier: MIT
 * Cells of an imported row into the fields of a stored one. */
#include "run/import-kind.h"
#include <glib/gi18n.h>
#include "base/address.h"

gboolean
run_import_is_good(const ImportRow *row)
{
    return row->cells.problems->len == row->problems_before;
}

/* TRUE if the cell is there but empty: the field is cleared. */
static gboolean
clears(ImportRow *row, KeepFields *fields, const char *column, const char *field)
{
    if (!run_cell_has(&row->cells, column))
        return TRUE;
    if (run_cell_text(&row->cells, column) != NULL)
        return FALSE;
    keep_fields_null(fields, field);
    return TRUE;
}

void
run_import_text(ImportRow *row, KeepFields *fields, const char *column, const char *field)
{
    if (!clears(row, fields, column, field))
        keep_fields_text(fields, field, run_cell_text(&row->cells, column));
}

void
run_import_int(ImportRow *row, KeepFields *fields, const char *column, const char *field, gint64 min, gint64 max)
{
    gint64 value;
    if (!clears(row, fields, column, field) && run_cell_int(&row->cells, column, min, max, &value))
        keep_fields_int(fields, field, value);
}

void
run_import_signed_money(ImportRow *row, KeepFields *fields, const char *column, const char *field)
{
    gint64 ore;
    if (!clears(row, fields, column, field) && run_cell_money(&row->cells, column, &ore))
        keep_fields_int(fields, field, ore);
}

void
run_import_money(ImportRow *row, KeepFields *fields, const char *column, const char *field)
{
    gint64 ore;
    run_import_signed_money(row, fields, column, field);
    if (keep_fields_get_int(fields, field, &ore) && ore < 0)
        run_cell_problem(&row->cells, column, "%s", _("must not be negative"));
}

void
run_import_instant(ImportRow *row, KeepFields *fields, const char *column, const char *field, const char *day_field)
{
    gint64 at;
    if (clears(row, fields, column, field)) {
        if (day_field != NULL && run_cell_has(&row->cells, column))
            keep_fields_null(fields, day_field);
    } else if (run_cell_instant(&row->cells, column, 0, &at, NULL)) {
        keep_fields_int(fields, field, at);
        if (day_field != NULL)
            keep_fields_int(fields, day_field, calendar_day_of(row->calendar, at));
    }
}

void
run_import_default_int(KeepFields *fields, const char *field, gint64 value)
{
    gint64 given;
    if (!keep_fields_get_int(fields, field, &given))
        keep_fields_int(fields, field, value);
}

void
run_import_default_text(KeepFields *fields, const char *field, const char *value)
{
    if (keep_fields_get_text(fields, field) == NULL)
        keep_fields_text(fields, field, value);
}

void
run_import_day(ImportRow *row, KeepFields *fields, const char *column, const char *field)
{
    gint32 day;
    if (!clears(row, fields, column, field) && run_cell_day(&row->cells, column, &day))
        keep_fields_int(fields, field, day);
}

void
run_import_choice(ImportRow *row, KeepFields *fields, const char *column, const char *field, const char *choices)
{
    const char *choice;
    if (!clears(row, fields, column, field) && run_cell_choice(&row->cells, column, choices, &choice))
        keep_fields_text(fields, field, choice);
}

void
run_import_bool(ImportRow *row, KeepFields *fields, const char *column, const char *field)
{
    gboolean value;
    if (!clears(row, fields, column, field) && run_cell_bool(&row->cells, column, &value))
        keep_fields_int(fields, field, value);
}

gboolean
run_import_reference(ImportRow *row, const char *column, const char *table, gint64 *ret_id)
{
    const char *key = run_cell_text(&row->cells, column);
    g_autoptr(GError) error = NULL;
    if (key == NULL)
        return FALSE;
    if (keep_row_need(row->db, table, key, ret_id, &error))
        return TRUE;
    run_cell_problem(&row->cells, column, "%s", error->message);
    return FALSE;
}

void
run_import_reference_field(ImportRow *row, KeepFields *fields, const char *column, const char *field, const char *table)
{
    gint64 id;
    if (!clears(row, fields, column, field) && run_import_reference(row, column, table, &id))
        keep_fields_int(fields, field, id);
}

void
run_import_check_account(ImportRow *row, const char *column, const char *table, gint64 id, gint64 account_id)
{
    gint64 owner = 0;
    gboolean found = FALSE;
    const char *sql = g_str_equal(table, "lead") ? "SELECT account_id FROM lead WHERE id = :id" : "SELECT account_id FROM contact WHERE id = :id";
    if (account_id == 0)
        return;
    if (keep_db_int(row->db, sql, BIND(KI("id", id)), &owner, &found, NULL) && found && owner != account_id)
        run_cell_problem(&row->cells, column, _("%s belongs to another account"), run_cell_text(&row->cells, column));
}

void
run_import_check_owners(ImportRow *row, const KeepFields *fields)
{
    gint64 account_id = 0, id;
    keep_fields_get_int(fields, "account_id", &account_id);
    if (keep_fields_get_int(fields, "contact_id", &id))
        run_import_check_account(row, "contact", "contact", id, account_id);
    if (keep_fields_get_int(fields, "lead_id", &id))
        run_import_check_account(row, "lead", "lead", id, account_id);
}

static char *
canonical(const char *text, gboolean allow_domains)
{
    if (*text != '@' || !allow_domains)
        return address_canonical(text);
    g_autofree char *domain = domain_canonical(text + 1);
    return domain != NULL ? g_strconcat("@", domain, NULL) : NULL;
}

char **
run_import_addresses(ImportRow *row, const char *column, gboolean allow_domains)
{
    g_auto(GStrv) items = run_cell_list(&row->cells, column);
    GPtrArray *list = g_ptr_array_new();
    for (char **item = items; item != NULL && *item != NULL; item++) {
        char *address = canonical(*item, allow_domains);
        if (address == NULL)
            run_cell_problem(&row->cells, column, _("\"%s\" is no address"), *item);
        else
            g_ptr_array_add(list, address);
    }
    g_ptr_array_add(list, NULL);
    return (char **)g_ptr_array_free(list, FALSE);
}
