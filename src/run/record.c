/* SPDX-License-Identifier: MIT
 * list, show, add, edit and remove of the nouns whose CSV says all. */
#include "run/record.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "keep/row.h"
#include "measure/list-table.h"

static const Record records[] = {
    { "proposal", &run_import_proposals, "proposal", "id", "lead amount", "status=draft", NULL },
    { "referral", &run_import_referrals, "referral", "id", "referrer", "referrer_kind=customer asked=today", NULL },
    { "project", &run_import_projects, "project", "id", "account service", "status=planned", NULL },
    { "invoice", &run_import_invoices, "invoice", "number", "number account net", "date=today line=1 category=one_off", "line" },
    { "subscription", &run_import_subscriptions, "subscription", "id", "account service", "start=today", NULL },
    { "cost", &run_import_costs, "source_cost", "id", "source kind amount", "from=today to=today", NULL },
    { "survey", &run_import_surveys, "survey_response", "id", "account kind score", "date=today", NULL },
    { "target", &run_import_targets, "target", "kpi", "kpi", "direction=higher", "scope period key" },
    { "service", &run_import_services, "service", "code", "code", NULL, NULL },
    { "stage", &run_import_stages, "stage", "code", "code", NULL, NULL },
    { "tier", &run_import_tiers, "tier_policy", "tier", NULL, NULL, NULL },
    { "review-policy", &run_import_review_policies, "review_policy", "tier", NULL, NULL, "kind" },
    { "source", &run_import_sources, "lead_source", "code", "code", NULL, NULL },
    { "signal", &run_import_signals, "manual_signal", "id", "kind", NULL, NULL },
    { "competitor", &run_import_competitors, "competitor", "name", "name", NULL, NULL },
};

const Record *
run_record_of(const Cli *cli)
{
    gsize length = strcspn(cli->command->name, " ");
    for (gsize i = 0; i < G_N_ELEMENTS(records); i++)
        if (strlen(records[i].noun) == length && strncmp(records[i].noun, cli->command->name, length) == 0)
            return &records[i];
    g_assert_not_reached();
}

/* --- what is there -------------------------------------------------------------------------------------------------------------- */

static Table *
read_all(Cli *cli, const Record *record, GError **error)
{
    g_autofree char *file = g_strconcat("export-", record->kind->name, NULL);
    g_autofree char *name = g_strdelimit(g_strdup(record->kind->name), "-", '_');
    return measure_list_query(&cli->measure, g_intern_string(name), file, NO_BIND, error);
}

static gboolean
is_text(const Value *value, const char *text)
{
    if (value == NULL)
        return FALSE;
    if (value->t != NULL)
        return g_str_equal(value->t, text);
    g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, value->i);
    return g_str_equal(number, text);
}

/* Columns besides the key that the options name and that tell rows of one key apart. */
static gboolean
fits(Cli *cli, const Record *record, Table *table, guint i, const char *key)
{
    g_auto(GStrv) parts = g_strsplit(record->parts != NULL ? record->parts : "", " ", -1);
    if (!is_text(table_get(table, i, record->key), key))
        return FALSE;
    for (char **part = parts; *part != NULL; part++) {
        const char *wanted = run_cli_option(cli, *part);
        if (wanted != NULL && table_get(table, i, *part) != NULL && !is_text(table_get(table, i, *part), wanted))
            return FALSE;
    }
    return TRUE;
}

static Table *
read_one(Cli *cli, const Record *record, const char *key, GError **error)
{
    Table *table = read_all(cli, record, error);
    for (guint i = table != NULL ? table->rows->len : 0; i > 0; i--)
        if (!fits(cli, record, table, i - 1, key))
            g_ptr_array_remove_index(table->rows, i - 1);
    if (table == NULL || table->rows->len > 0)
        return table;
    table_free(table);
    return fail(error, FAIL_NOT_FOUND, N_("no %s %s"), keep_row_noun(record->table), key), NULL;
}

int
run_record_list(Cli *cli, GError **error)
{
    Table *table = read_all(cli, run_record_of(cli), error);
    return table != NULL ? run_cli_print_table(cli, table, error) : -1;
}

int
run_record_show(Cli *cli, GError **error)
{
    Table *table = read_one(cli, run_record_of(cli), run_cli_arg(cli, 0), error);
    return table != NULL ? run_cli_print_table(cli, table, error) : -1;
}

/* --- what changes ----------------------------------------------------------------------------------------------------------------- */

int
run_record_save(Cli *cli, const char *key, Entry *entry, GError **error)
{
    return run_entry_done(cli, key, run_entry_save(entry, error));
}

static void
set_defaults(Entry *entry, const char *defaults)
{
    g_auto(GStrv) words = g_strsplit(defaults != NULL ? defaults : "", " ", -1);
    for (char **word = words; *word != NULL; word++) {
        char *sign = strchr(*word, '=');
        if (sign == NULL)
            continue;
        *sign = '\0';
        run_entry_set(entry, *word, sign + 1);
    }
}

static gboolean
require_all(const Record *record, const Entry *entry, GError **error)
{
    for (const ImportColumn *column = record->kind->columns; column->name != NULL; column++)
        if (column->is_required && run_entry_get(entry, column->name) == NULL)
            return fail(error, FAIL_BAD_INPUT, N_("%s: is required"), column->name);
    return TRUE;
}

static char *
new_key(Cli *cli, const Record *record, const Entry *entry, GError **error)
{
    return g_str_equal(record->key, "id") ? run_entry_new_id(cli, record->table, error) : g_strdup(run_entry_get(entry, record->key));
}

static const char *const invoice_shared[] = { "account", "date", "due", "paid", "status" }; /* by all lines of an invoice (15-B18) */

/* All rows of the key, none too. */
static Table *
read_key(Cli *cli, const Record *record, const char *key, GError **error)
{
    Table *table = read_all(cli, record, error);
    for (guint i = table != NULL ? table->rows->len : 0; i > 0; i--)
        if (!is_text(table_get(table, i - 1, record->key), key))
            g_ptr_array_remove_index(table->rows, i - 1);
    return table;
}

static gboolean
is_invoice_of(Cli *cli, const char *key, const Entry *before, GError **error)
{
    g_autofree char *account = run_entry_account(cli, run_cli_arg(cli, 1), error);
    if (account == NULL)
        return FALSE;
    if (g_strcmp0(run_entry_get(before, "account"), account) != 0)
        return fail(error, FAIL_REFUSED, N_("%s: differs from another line of invoice %s"), "account", key);
    for (gsize i = 0; i < G_N_ELEMENTS(invoice_shared); i++) {
        const char *said = run_cli_option(cli, invoice_shared[i]);
        if (said != NULL && g_strcmp0(run_entry_get(before, invoice_shared[i]), said) != 0)
            return fail(error, FAIL_REFUSED, N_("%s: differs from another line of invoice %s"), invoice_shared[i], key);
    }
    return TRUE;
}

static gboolean
is_new_line(Cli *cli, const char *key, const Table *table, GError **error)
{
    const char *line = run_cli_option(cli, "line");
    for (guint i = 0; line != NULL && i < table->rows->len; i++)
        if (is_text(table_get(table, i, "line"), line))
            return fail(error, FAIL_REFUSED, N_("%s is there already"), key);
    return TRUE;
}

/* A further line of an invoice repeats what the others say of it. */
static gboolean
repeat_invoice(Cli *cli, const Record *record, const char *key, Entry *entry, GError **error)
{
    g_autoptr(Table) table = g_str_equal(record->noun, "invoice") ? read_key(cli, record, key, error) : NULL;
    if (table == NULL || table->rows->len == 0)
        return table != NULL || !g_str_equal(record->noun, "invoice");
    const Value *last = table_get(table, table->rows->len - 1, "line");
    g_autofree char *next = g_strdup_printf("%" G_GINT64_FORMAT, last->i + 1);
    g_autoptr(Entry) before = run_entry_new(cli, record->kind);
    run_entry_table(before, table, table->rows->len - 1);
    if (!is_new_line(cli, key, table, error) || !is_invoice_of(cli, key, before, error))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(invoice_shared); i++)
        run_entry_set(entry, invoice_shared[i], run_entry_get(before, invoice_shared[i]));
    run_entry_set(entry, "line", next);
    return TRUE;
}

int
run_record_add(Cli *cli, GError **error)
{
    const Record *record = run_record_of(cli);
    g_autoptr(Entry) entry = run_entry_new(cli, record->kind);
    g_auto(GStrv) arguments = g_strsplit(record->arguments, " ", -1);
    set_defaults(entry, record->defaults);
    for (guint i = 0; arguments[i] != NULL; i++)
        run_entry_set(entry, arguments[i], run_cli_arg(cli, i));
    g_autofree char *key = new_key(cli, record, entry, error);
    if (key == NULL)
        return -1;
    if (!repeat_invoice(cli, record, key, entry, error))
        return -1;
    run_entry_options(entry);
    run_entry_set(entry, record->key, key);
    return require_all(record, entry, error) ? run_record_save(cli, key, entry, error) : -1;
}

gboolean
run_record_load(Cli *cli, const Record *record, const char *key, Entry *entry, GError **error)
{
    Table *table = read_one(cli, record, key, error);
    if (table == NULL)
        return FALSE;
    gboolean is_one = table->rows->len == 1;
    if (is_one)
        run_entry_table(entry, table, 0);
    table_free(table);
    g_auto(GStrv) parts = g_strsplit(record->parts != NULL ? record->parts : "", " ", -1);
    g_autofree char *names = g_strjoinv(", --", parts);
    return is_one || fail(error, FAIL_REFUSED, N_("%s: there are several; say which by --%s"), key, names);
}

int
run_record_edit(Cli *cli, GError **error)
{
    const Record *record = run_record_of(cli);
    const char *key = run_cli_arg(cli, 0);
    g_autoptr(Entry) entry = run_entry_new(cli, record->kind);
    if (!run_record_load(cli, record, key, entry, error))
        return -1;
    run_entry_options(entry);
    run_entry_set(entry, record->key, key);
    return run_record_save(cli, key, entry, error);
}

/* Targets have no name of their own: what they are for tells them apart. 0 without error = none. */
static gint64
find_target(Cli *cli, const Entry *target, GError **error)
{
    static const char sql[] = "SELECT id FROM target WHERE kpi_id = :kpi AND scope = :scope AND period_kind = :kind AND period_key = :key";
    const char *kind = run_entry_get(target, "period"), *key = run_entry_get(target, "key");
    gint64 id = 0, number = key != NULL ? run_import_period_key(cli->profile->calendar, kind, key) : 0;
    return keep_db_int(cli->measure.db, sql, BIND(KT("kpi", run_entry_get(target, "kpi")), KT("scope", run_entry_get(target, "scope")),
                                                  KT("kind", kind), KI("key", number)), &id, NULL, error) ? id : 0;
}

static gboolean
find_row(Cli *cli, const Record *record, const char *key, gint64 *ret_id, GError **error)
{
    if (!g_str_equal(record->noun, "target"))
        return keep_row_need(cli->measure.db, record->table, key, ret_id, error);
    g_autoptr(Entry) target = run_entry_new(cli, record->kind);
    *ret_id = run_record_load(cli, record, key, target, error) ? find_target(cli, target, error) : 0;
    return *ret_id != 0;
}

typedef struct {
    const Record *record;
    gint64 id;
} Removal;

static gboolean
remove_row(KeepDb *db, gpointer data, GError **error)
{
    const Removal *removal = data;
    return keep_row_remove(db, removal->record->table, removal->id, error);
}

int
run_record_remove(Cli *cli, GError **error)
{
    Removal removal = { .record = run_record_of(cli) };
    const char *key = run_cli_arg(cli, 0);
    return find_row(cli, removal.record, key, &removal.id, error) ? run_entry_done(cli, key, run_entry_change(cli, remove_row, &removal, error)) : -1;
}
