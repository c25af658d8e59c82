/* SPDX-License-Identifier: MIT
 * What customers buy and pay as CSV: projects, invoices, subscriptions and their changes. */
#include "run/import-kind.h"
#include "base/money.h"
#include <glib/gi18n.h>


static void
check_owners(ImportRow *row, KeepFields *fields)
{
    run_import_check_owners(row, fields);
}

const ImportKind run_import_projects = {
    "projects",
    (const ImportColumn[]){ COLUMN_OWN("id", TRUE), COLUMN_REFERENCE("account", TRUE, "account_id", "account"),
                            COLUMN_REFERENCE("service", TRUE, "service_id", "service"), COLUMN_REFERENCE("lead", FALSE, "lead_id", "lead"),
                            COLUMN_DAY("start", FALSE, "start_day"), COLUMN_DAY("planned_end", FALSE, "planned_end_day"),
                            COLUMN_DAY("delivered", FALSE, "delivered_day"),
                            COLUMN_CHOICE("status", TRUE, "status", "planned|active|delivered|cancelled"), COLUMN_END },
    run_import_plain, "project", NULL, check_owners,
};

/* --- invoices ------------------------------------------------------------------------------------------------------------------- */

/* Every line repeats its invoice, and the lines of a file must agree (15-B18). */
static void
check_lines(ImportRow *row)
{
    static const char *const shared[] = { "account", "date", "due", "paid", "status" };
    const char *number = run_cell_text(&row->cells, "number");
    if (number == NULL)
        return;
    CellReader first = row->cells;
    first.row = g_hash_table_lookup(row->first_rows, number);
    if (first.row == NULL) {
        g_hash_table_insert(row->first_rows, (gpointer)number, (gpointer)row->cells.row);
        return;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(shared); i++)
        if (g_strcmp0(run_cell_text(&first, shared[i]), run_cell_text(&row->cells, shared[i])) != 0)
            run_cell_problem(&row->cells, shared[i], _("differs from another line of invoice %s"), number);
}

static void
read_invoice(ImportRow *row, KeepFields *invoice)
{
    run_import_text(row, invoice, "number", "number");
    run_import_reference_field(row, invoice, "account", "account_id", "account");
    run_import_day(row, invoice, "date", "invoice_day");
    run_import_day(row, invoice, "due", "due_day");
    run_import_day(row, invoice, "paid", "paid_day");
    if (run_cell_text(&row->cells, "status") != NULL)
        run_import_choice(row, invoice, "status", "status", "issued|paid|void");
}

static void
read_line(ImportRow *row, KeepFields *line, const KeepFields *invoice)
{
    gint64 lead_id, account_id = 0;
    run_import_int(row, line, "line", "line_no", 0, 1000000);
    run_import_choice(row, line, "category", "category", "one_off|recurring");
    run_import_signed_money(row, line, "net", "net_ore");
    run_import_reference_field(row, line, "service", "service_id", "service");
    run_import_signed_money(row, line, "vat", "vat_ore");
    run_import_default_int(line, "vat_ore", 0);
    run_import_reference_field(row, line, "lead", "lead_id", "lead");
    keep_fields_get_int(invoice, "account_id", &account_id);
    if (keep_fields_get_int(line, "lead_id", &lead_id))
        run_import_check_account(row, "lead", "lead", lead_id, account_id);
}

static gboolean
save_invoice(ImportRow *row, gboolean *ret_is_new, GError **error)
{
    g_autoptr(KeepFields) invoice = keep_fields_new(), line = keep_fields_new();
    gint64 id = 0;
    read_invoice(row, invoice);
    read_line(row, line, invoice);
    check_lines(row);
    if (!run_import_is_good(row))
        return TRUE;
    if (!keep_row_save_keyed(row->db, "invoice", "number", invoice, NULL, error) ||
        !keep_db_int(row->db, "SELECT id FROM invoice WHERE number = :number", BIND(KT("number", run_cell_text(&row->cells, "number"))), &id, NULL, error))
        return FALSE;
    keep_fields_int(line, "invoice_id", id);
    return keep_row_save_keyed(row->db, "invoice_line", "invoice_id line_no", line, ret_is_new, error);
}

const ImportKind run_import_invoices = {
    "invoices",
    (const ImportColumn[]){ COLUMN_OWN("number", TRUE), COLUMN_OWN("account", TRUE), COLUMN_OWN("date", TRUE), COLUMN_OWN("line", TRUE), COLUMN_OWN("category", TRUE),
                            COLUMN_OWN("net", TRUE), COLUMN_OWN("service", FALSE), COLUMN_OWN("vat", FALSE), COLUMN_OWN("lead", FALSE), COLUMN_OWN("due", FALSE),
                            COLUMN_OWN("paid", FALSE), COLUMN_OWN("status", FALSE), COLUMN_END },
    save_invoice, NULL, NULL, NULL,
};

/* --- subscriptions ---------------------------------------------------------------------------------------------------------------- */

#define NOTICE_DAYS 90 /* 15-C78 */

static void
check_subscription(ImportRow *row, KeepFields *fields)
{
    gint64 start, end;
    run_import_check_owners(row, fields);
    if (keep_fields_get_int(fields, "start_day", &start) && keep_fields_get_int(fields, "end_day", &end) && end < start)
        run_cell_problem(&row->cells, "end", "%s", _("lies before the start"));
    if (keep_fields_has(fields, "notice_days"))
        run_import_default_int(fields, "notice_days", NOTICE_DAYS);
}

const ImportKind run_import_subscriptions = {
    "subscriptions",
    (const ImportColumn[]){ COLUMN_OWN("id", TRUE), COLUMN_REFERENCE("account", TRUE, "account_id", "account"), COLUMN_REFERENCE("service", TRUE, "service_id", "service"),
                            COLUMN_DAY("start", TRUE, "start_day"), COLUMN_REFERENCE("lead", FALSE, "lead_id", "lead"), COLUMN_DAY("end", FALSE, "end_day"),
                            COLUMN_DAY("committed_until", FALSE, "committed_until_day"), COLUMN_INT("notice_days", FALSE, "notice_days", 0, 3650),
                            COLUMN_INT("term_months", FALSE, "term_months", 0, 1200), COLUMN_END },
    run_import_plain, "subscription", NULL, check_subscription,
};

/* round half up of quantity x price x (1 - discount) / interval (06) */
static void
check_change(ImportRow *row, KeepFields *fields)
{
    gint64 quantity, price, months, discount = 0, bp;
    run_import_default_int(fields, "interval_months", 1);
    if (run_cell_money(&row->cells, "discount_percent", &bp)) {
        discount = bp;
        if (bp < 0 || bp > 10000)
            run_cell_problem(&row->cells, "discount_percent", "%s", _("is not from 0 to 100"));
    }
    keep_fields_int(fields, "discount_bp", discount);
    if (!run_import_is_good(row) || !keep_fields_get_int(fields, "quantity", &quantity) || !keep_fields_get_int(fields, "unit_price_ore", &price) ||
        !keep_fields_get_int(fields, "interval_months", &months))
        return;
    gint64 total;
    if (__builtin_mul_overflow(quantity, price, &total) || __builtin_mul_overflow(total, 10000 - discount, &total) || total / 10000 > MONEY_MAX) {
        run_cell_problem(&row->cells, "unit_price", "%s", _("is too large"));
        return;
    }
    keep_fields_int(fields, "mrr_ore", (total + 5000 * months) / (10000 * months));
}

const ImportKind run_import_subscription_changes = {
    "subscription-changes",
    (const ImportColumn[]){ COLUMN_REFERENCE("subscription", TRUE, "subscription_id", "subscription"), COLUMN_DAY("effective", TRUE, "effective_day"),
                            COLUMN_INT("quantity", TRUE, "quantity", 0, 100000000), COLUMN_MONEY("unit_price", TRUE, "unit_price_ore"),
                            COLUMN_INT("interval_months", FALSE, "interval_months", 1, 120), COLUMN_OWN("discount_percent", FALSE), COLUMN_END },
    run_import_plain, "subscription_change", "subscription_id effective_day", check_change,
};
