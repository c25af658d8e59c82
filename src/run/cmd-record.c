/* SPDX-License-Identifier: MIT
 * The commands of the nouns of run/record.h, and the verbs of the trade that some of them have. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "base/clock.h"
#include "run/record.h"

/* OPTIONS are the columns; PARTS those that tell rows of one key apart. */
#define RECORD(name, noun, KEY, ARGUMENTS, n, options, parts) \
    const Command run_cmd_##name##_list = { noun " list", NEEDS_READ, 0, 0, NULL, "", N_("All of them"), run_record_list }; \
    const Command run_cmd_##name##_show = { noun " show", NEEDS_READ, 1, 1, parts, KEY, N_("One of them"), run_record_show }; \
    const Command run_cmd_##name##_add = { noun " add", NEEDS_WRITE, n, n, options " dry-run", ARGUMENTS, N_("A new one"), run_record_add }; \
    const Command run_cmd_##name##_edit = { noun " edit", NEEDS_WRITE, 1, 1, options " dry-run", KEY, N_("Change one"), run_record_edit }; \
    const Command run_cmd_##name##_remove = { noun " remove", NEEDS_WRITE, 1, 1, parts "dry-run", KEY, N_("Remove one on which nothing hangs"), run_record_remove }

RECORD(proposal, "proposal", N_("PROPOSAL"), N_("LEAD AMOUNT ..."), 2,
       "id= lead= amount= service= presented= valid-until= status= decided=", "");
RECORD(referral, "referral", N_("REFERRAL"), N_("REFERRER ..."), 1,
       "id= referrer-kind= referrer= lead= asked= introduced= followed-up= feedback= rewarded= reward=", "");
RECORD(project, "project", N_("PROJECT"), N_("ACCOUNT SERVICE ..."), 2,
       "id= account= service= lead= start= planned-end= delivered= status=", "");
RECORD(invoice, "invoice", N_("NUMBER"), N_("NUMBER ACCOUNT NET ..."), 3,
       "account= date= line= category= net= service= vat= lead= due= paid= status=", "line= ");
RECORD(subscription, "subscription", N_("SUBSCRIPTION"), N_("ACCOUNT SERVICE ..."), 2,
       "id= account= service= start= lead= end= committed-until= notice-days= term-months=", "");
RECORD(cost, "cost", N_("COST"), N_("SOURCE KIND AMOUNT ..."), 3,
       "id= source= from= to= kind= amount=", "");
RECORD(survey, "survey", N_("SURVEY"), N_("ACCOUNT KIND SCORE ..."), 3,
       "id= account= kind= score= date= contact= project=", "");
RECORD(target, "target", N_("KPI"), N_("KPI ..."), 1,
       "scope= period= key= low= high= direction= unit=", "scope= period= key= ");
RECORD(service, "service", N_("SERVICE"), N_("CODE ..."), 1,
       "name= category= unit= list-price-ore= std-duration-days= cycle-target-min-days= cycle-target-max-days= status=", "");
RECORD(stage, "stage", N_("STAGE"), N_("CODE ..."), 1,
       "name-sv= name-en= ord= kind= is-contacted= is-interested= is-qualified= is-opportunity= default-probability= stale-days=", "");
RECORD(source, "source", N_("SOURCE"), N_("CODE ..."), 1,
       "name= category= status= test-started= conv-target-min-bp= conv-target-max-bp=", "");
RECORD(signal, "signal", N_("SIGNAL"), N_("KIND ..."), 1,
       "id= account= lead= noted= note=", "");
RECORD(competitor, "competitor", N_("COMPETITOR"), N_("COMPETITOR ..."), 1,
       "aliases=", "");

/* Which policies there are is fixed. */
#define POLICY(name, noun, KEY, options, parts) \
    const Command run_cmd_##name##_list = { noun " list", NEEDS_READ, 0, 0, NULL, "", N_("All of them"), run_record_list }; \
    const Command run_cmd_##name##_show = { noun " show", NEEDS_READ, 1, 1, parts, KEY, N_("One of them"), run_record_show }; \
    const Command run_cmd_##name##_edit = { noun " edit", NEEDS_WRITE, 1, 1, options " dry-run", KEY, N_("Change one"), run_record_edit }

POLICY(tier, "tier", N_("TIER"), "label= min-revenue= min-employees=", "");
POLICY(review_policy, "review-policy", N_("TIER"), "kind= enabled= interval-months= remind-days= grace-days=", "kind=");

/* --- verbs of the trade ------------------------------------------------------------------------------------------------------------- */

static gboolean
is_instant(const ImportKind *kind, const char *name)
{
    for (const ImportColumn *column = kind->columns; column->name != NULL; column++)
        if (g_str_equal(column->name, name))
            return column->type == CELL_INSTANT;
    return FALSE;
}

/* Of a proposal: what was taken or turned down was presented, by then at the latest. */
static gboolean
is_answer(const char *status)
{
    return g_strcmp0(status, "won") == 0 || g_strcmp0(status, "lost") == 0;
}

/* The record changed in COLUMN, to --at or now, and to STATUS, both if not NULL. */
static int
change(Cli *cli, const char *column, const char *status, GError **error)
{
    const char *key = run_cli_arg(cli, 0), *at = run_cli_option(cli, "at");
    const Record *record = run_record_of(cli);
    g_autoptr(Entry) entry = run_entry_new(cli, record->kind);
    if (!run_record_load(cli, record, key, entry, error))
        return -1;
    g_autofree char *now = is_instant(record->kind, column) ? clock_format_utc(cli->now) : g_strdup("today");
    run_entry_set(entry, column, at != NULL ? at : now);
    run_entry_set(entry, "status", status);
    if (is_answer(status) && run_entry_get(entry, "presented") == NULL)
        run_entry_set(entry, "presented", at != NULL ? at : now);
    return run_record_save(cli, key, entry, error);
}

static int
present_proposal(Cli *cli, GError **error)
{
    return change(cli, "presented", "presented", error);
}

static int
win_proposal(Cli *cli, GError **error)
{
    return change(cli, "decided", "won", error);
}

static int
lose_proposal(Cli *cli, GError **error)
{
    return change(cli, "decided", "lost", error);
}

static int
withdraw_proposal(Cli *cli, GError **error)
{
    return change(cli, "decided", "withdrawn", error);
}

static int
deliver_project(Cli *cli, GError **error)
{
    return change(cli, "delivered", "delivered", error);
}

static int
end_subscription(Cli *cli, GError **error)
{
    return change(cli, "end", NULL, error);
}

/* What --quantity and the like do not say stays as it was on that day. */
static gboolean
set_price_in_force(Cli *cli, gint64 subscription, Entry *entry, GError **error)
{
    static const char sql[] = "SELECT quantity, unit_price_ore, interval_months, discount_bp FROM subscription_change WHERE subscription_id = :id "
                              "AND effective_day <= :day ORDER BY effective_day DESC LIMIT 1";
    GError *problem = NULL;
    gint32 day;
    if (!run_cli_day(cli, "effective", SPOKEN_NEXT, &day, error))
        return FALSE;
    day = day != DAY_NONE ? day : calendar_day_of(cli->profile->calendar, cli->now);
    g_autoptr(KeepRows) rows = keep_db_query(cli->measure.db, sql, BIND(KI("id", subscription), KI("day", day)), error);
    if (rows == NULL)
        return FALSE;
    if (!keep_rows_next(rows, &problem)) {
        if (problem != NULL)
            g_propagate_error(error, problem);
        return problem == NULL;
    }
    g_autofree char *quantity = g_strdup_printf("%" G_GINT64_FORMAT, keep_rows_int(rows, 0));
    g_autofree char *price = g_strdup_printf("%" G_GINT64_FORMAT ".%02d", keep_rows_int(rows, 1) / 100, (int)(keep_rows_int(rows, 1) % 100));
    g_autofree char *interval = g_strdup_printf("%" G_GINT64_FORMAT, keep_rows_int(rows, 2));
    g_autofree char *discount = g_strdup_printf("%" G_GINT64_FORMAT ".%02d", keep_rows_int(rows, 3) / 100, (int)(keep_rows_int(rows, 3) % 100));
    run_entry_set(entry, "quantity", quantity);
    run_entry_set(entry, "unit_price", price);
    run_entry_set(entry, "interval_months", interval);
    run_entry_set(entry, "discount_percent", discount);
    return TRUE;
}

static int
change_subscription(Cli *cli, GError **error)
{
    const char *key = run_cli_arg(cli, 0);
    gint64 id;
    g_autoptr(Entry) entry = run_entry_new(cli, &run_import_subscription_changes);
    if (!keep_row_need(cli->measure.db, "subscription", key, &id, error) || !set_price_in_force(cli, id, entry, error))
        return -1;
    run_entry_set(entry, "subscription", key);
    run_entry_set(entry, "effective", "today");
    run_entry_options(entry);
    if (run_entry_get(entry, "quantity") == NULL || run_entry_get(entry, "unit_price") == NULL)
        return run_cli_misuse(error, _("the first change says both --quantity and --unit-price"));
    return run_record_save(cli, key, entry, error);
}

/* The lines of an invoice are paid together. */
static int
pay_invoice(Cli *cli, GError **error)
{
    const char *key = run_cli_arg(cli, 0), *at = run_cli_option(cli, "at");
    gint64 id;
    if (!keep_row_need(cli->measure.db, "invoice", key, &id, error))
        return -1;
    g_autofree char *line = keep_db_text(cli->measure.db, "SELECT CAST(MIN(line_no) AS TEXT) FROM invoice_line WHERE invoice_id = :id", BIND(KI("id", id)), error);
    if (line == NULL)
        return -1;
    g_hash_table_replace(cli->options, g_strdup("line"), g_strdup(line));
    g_autoptr(Entry) entry = run_entry_new(cli, &run_import_invoices);
    if (!run_record_load(cli, run_record_of(cli), key, entry, error))
        return -1;
    run_entry_set(entry, "paid", at != NULL ? at : "today");
    run_entry_set(entry, "status", "paid");
    return run_record_save(cli, key, entry, error);
}

#define VERB(name, words, options, usage, help, run) const Command run_cmd_##name = { words, NEEDS_WRITE, 1, 1, options, usage, help, run }
VERB(proposal_present, "proposal present", "at=", N_("PROPOSAL [--at T]"), N_("The proposal was presented"), present_proposal);
VERB(proposal_won, "proposal won", "at=", N_("PROPOSAL [--at T]"), N_("The proposal was taken"), win_proposal);
VERB(proposal_lost, "proposal lost", "at=", N_("PROPOSAL [--at T]"), N_("The proposal was turned down"), lose_proposal);
VERB(proposal_withdraw, "proposal withdraw", "at=", N_("PROPOSAL [--at T]"), N_("We took the proposal back"), withdraw_proposal);
VERB(project_deliver, "project deliver", "at=", N_("PROJECT [--at D]"), N_("The project was delivered"), deliver_project);
VERB(invoice_paid, "invoice paid", "at=", N_("NUMBER [--at D]"), N_("The invoice was paid"), pay_invoice);
VERB(subscription_change, "subscription change", "effective= quantity= unit-price= interval-months= discount-percent= dry-run",
     N_("SUBSCRIPTION [--quantity N] [--unit-price P] [--effective D] ..."), N_("Another price or number of users from a day on"), change_subscription);
VERB(subscription_end, "subscription end", "at=", N_("SUBSCRIPTION [--at D]"), N_("The first day without the subscription"), end_subscription);
