/* SPDX-License-Identifier: MIT
 * follow-up, review, log: promises, business reviews, and touchpoints by hand. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "base/clock.h"
#include "base/error.h"
#include "keep/follow-up.h"
#include "keep/review.h"
#include "measure/list.h"
#include "run/entry.h"

static int
print(Cli *cli, Table *table, GError **error)
{
    return table != NULL ? run_cli_print_table(cli, table, error) : -1;
}

static void
set_instant(Entry *entry, const char *column, gint64 at)
{
    g_autofree char *text = clock_format_utc(at);
    run_entry_set(entry, column, text);
}

/* --- follow-ups ------------------------------------------------------------------------------------------------------------------ */

static int
list_follow_ups(Cli *cli, GError **error)
{
    return print(cli, measure_list_follow_ups(&cli->measure, run_cli_option(cli, "account"), run_cli_flag(cli, "all"), error), error);
}

/* A lead names its account, so that "follow-up add --lead L --due D" is enough. */
static gboolean
set_account_of_lead(Cli *cli, Entry *entry, GError **error)
{
    static const char ACCOUNT[] = "SELECT a.ext_id FROM lead l JOIN account a ON a.id = l.account_id WHERE l.id = :id";
    gint64 row;
    if (!keep_row_need(cli->measure.db, "lead", run_cli_option(cli, "lead"), &row, error))
        return FALSE;
    g_autofree char *account = keep_db_text(cli->measure.db, ACCOUNT, BIND(KI("id", row)), error);
    run_entry_set(entry, "account", account);
    return account != NULL;
}

static gboolean
set_promise(Cli *cli, Entry *entry, GError **error)
{
    guint n = cli->args->len;
    gboolean has_lead = run_cli_option(cli, "lead") != NULL;
    if (n < 2 && !has_lead) {
        run_cli_misuse(error, _("usage: cadens %s %s"), "follow-up add", _("ACCOUNT PROMISE --due D [--lead L]"));
        return FALSE;
    }
    if (n < 2 && !set_account_of_lead(cli, entry, error))
        return FALSE;
    if (n == 2)
        run_entry_set_account(entry, cli, run_cli_arg(cli, 0));
    if (n > 0 || run_cli_option(cli, "promise") == NULL)
        run_entry_set(entry, "promise", n > 0 ? run_cli_arg(cli, n - 1) : _("Follow up"));
    return TRUE;
}

/* --due "" says no day. */
static gboolean
says_nothing(const Cli *cli, const char *option)
{
    const char *value = run_cli_option(cli, option);
    return value != NULL && *value == '\0';
}

/* Which day was understood, unless it was said as a date; and whether it is over, or nobody works then: few mean that. */
static gboolean
tell_due(Cli *cli, const char *id, GError **error)
{
    static const char DUE[] = "SELECT f.due_day, f.due_at FROM follow_up f WHERE f.ext_id = :id";
    const char *said = run_cli_option(cli, "due");
    g_autoptr(KeepRows) rows = keep_db_query(cli->measure.db, DUE, BIND(KT("id", id)), error);
    if (rows == NULL || !keep_rows_next(rows, error))
        return FALSE;
    const CalendarDay *row = calendar_day(cli->profile->calendar, (gint32)keep_rows_int(rows, 0));
    g_autofree char *day = day_format((gint32)keep_rows_int(rows, 0));
    if (keep_rows_int(rows, 1) <= cli->now)
        g_printerr(_("cadens: %s was due %s, which has passed\n"), id, day);
    else if (row != NULL && !row->is_workday)
        g_printerr(_("cadens: %s is due %s, which is no workday\n"), id, day);
    else if (said != NULL && strstr(said, day) == NULL)
        g_printerr(_("cadens: %s is due %s\n"), id, day);
    return TRUE;
}

static gboolean
save_promise(Cli *cli, Entry *entry, const char *id, GError **error)
{
    return run_entry_save(entry, error) && (run_cli_option(cli, "due") == NULL || run_cli_flag(cli, "dry-run") || tell_due(cli, id, error));
}

static int
add_follow_up(Cli *cli, GError **error)
{
    g_autofree char *id = run_entry_new_id(cli, "follow_up", error);
    if (id == NULL)
        return -1;
    if (run_cli_option(cli, "due") == NULL || says_nothing(cli, "due"))
        return run_cli_misuse(error, _("--%s needs a value"), "due");
    g_autoptr(Entry) entry = run_entry_new(cli, &run_import_follow_ups);
    set_instant(entry, "created", cli->now);
    run_entry_options(entry);
    run_entry_set(entry, "id", id);
    return run_entry_done(cli, id, set_promise(cli, entry, error) && save_promise(cli, entry, id, error));
}

static const char follow_up_sql[] =
    "SELECT a.ext_id, f.promise, f.created_at, f.due_day, f.due_at, f.committed_due_day, f.committed_due_at, d.end_at, e.end_at"
    " FROM follow_up f JOIN account a ON a.id = f.account_id LEFT JOIN calendar_day d ON d.local_day = f.due_day"
    " LEFT JOIN calendar_day e ON e.local_day = f.committed_due_day WHERE f.id = :id";

static void
set_due(Entry *entry, const char *column, KeepRows *row, int day, int at, int end)
{
    if (keep_rows_int(row, at) != keep_rows_int(row, end)) {
        set_instant(entry, column, keep_rows_int(row, at));
        return;
    }
    g_autofree char *text = day_format((gint32)keep_rows_int(row, day));
    run_entry_set(entry, column, text);
}

/* What was promised stays promised: a new due day leaves the commitment, unless it was agreed (09 §9.3). */
static int
edit_follow_up(Cli *cli, GError **error)
{
    gint64 row;
    if (says_nothing(cli, "due"))
        return run_cli_misuse(error, _("--%s needs a value"), "due");
    if (!keep_row_need(cli->measure.db, "follow_up", run_cli_arg(cli, 0), &row, error))
        return -1;
    g_autoptr(KeepRows) rows = keep_db_query(cli->measure.db, follow_up_sql, BIND(KI("id", row)), error);
    if (rows == NULL || !keep_rows_next(rows, error))
        return -1;
    g_autoptr(Entry) entry = run_entry_new(cli, &run_import_follow_ups);
    run_entry_set(entry, "account", keep_rows_text(rows, 0));
    run_entry_set(entry, "promise", keep_rows_text(rows, 1));
    set_instant(entry, "created", keep_rows_int(rows, 2));
    set_due(entry, "due", rows, 3, 4, 7);
    set_due(entry, "committed_due", rows, 5, 6, 8);
    run_entry_options(entry);
    if (run_cli_flag(cli, "agreed"))
        run_entry_set(entry, "committed_due", run_cli_option(cli, "due"));
    run_entry_set(entry, "id", run_cli_arg(cli, 0));
    return run_entry_done(cli, run_cli_arg(cli, 0), save_promise(cli, entry, run_cli_arg(cli, 0), error));
}

/* What was kept once was kept then, however often somebody says so; --at puts the day right. */
static gboolean
is_kept(Cli *cli, gint64 row, gboolean *ret, GError **error)
{
    gint64 one;
    return keep_db_int(cli->measure.db, "SELECT 1 FROM follow_up WHERE id = :id AND status = 'done'", BIND(KI("id", row)), &one, ret, error);
}

static int
finish_follow_up(Cli *cli, GError **error)
{
    gint64 row, at = cli->now;
    gboolean is_known;
    const char *text = run_cli_option(cli, "at");
    if (!keep_row_need(cli->measure.db, "follow_up", run_cli_arg(cli, 0), &row, error) || (text != NULL && !run_cli_instant(cli, text, SPOKEN_LAST, &at, error)))
        return -1;
    if (!is_kept(cli, row, &is_known, error))
        return -1;
    if (is_known && text == NULL)
        return run_entry_done(cli, run_cli_arg(cli, 0), TRUE);
    g_autoptr(KeepFields) fields = keep_fields_new();
    keep_fields_text(fields, "status", "done");
    keep_fields_int(fields, "done_at", at);
    gboolean good = keep_follow_up_save(cli->measure.db, run_cli_arg(cli, 0), fields, &row, NULL, error) && run_entry_settle(cli, error);
    return run_entry_done(cli, run_cli_arg(cli, 0), good);
}

static int
remove_follow_up(Cli *cli, GError **error)
{
    gint64 row;
    if (!keep_row_need(cli->measure.db, "follow_up", run_cli_arg(cli, 0), &row, error))
        return -1;
    return run_entry_done(cli, run_cli_arg(cli, 0), run_entry_call(cli, keep_follow_up_remove, row, error));
}

/* --- reviews ---------------------------------------------------------------------------------------------------------------------- */

static int
list_reviews(Cli *cli, GError **error)
{
    return print(cli, measure_list_reviews(&cli->measure, run_cli_option(cli, "account"), error), error);
}

static gboolean
add_one(Cli *cli, const char *kind, const char *held, GError **error)
{
    g_autoptr(Entry) entry = run_entry_new(cli, &run_import_reviews);
    run_entry_set_account(entry, cli, run_cli_arg(cli, 0));
    run_entry_set(entry, "kind", kind);
    run_entry_set(entry, "held", held);
    return run_entry_save(entry, error);
}

/* A review held in the same meeting counts for every kind that is named (04 §4.13). */
static int
add_review(Cli *cli, GError **error)
{
    g_autofree char *today = day_format(calendar_day_of(cli->profile->calendar, cli->now));
    const char *held = run_cli_option(cli, "held") != NULL ? run_cli_option(cli, "held") : today;
    if (!add_one(cli, run_cli_arg(cli, 1), held, error))
        return -1;
    for (guint i = 0; i + 1 < cli->values->len; i += 2)
        if (g_str_equal(cli->values->pdata[i], "also") && !add_one(cli, cli->values->pdata[i + 1], held, error))
            return -1;
    return run_entry_done(cli, run_cli_arg(cli, 0), TRUE);
}

static int
remove_review(Cli *cli, GError **error)
{
    gint64 account;
    gint32 day;
    if (!run_cli_day(cli, "held", SPOKEN_LAST, &day, error) || !keep_row_need(cli->measure.db, "account", run_cli_arg(cli, 0), &account, error))
        return -1;
    if (day == DAY_NONE)
        return run_cli_misuse(error, _("--%s needs a value"), "held");
    gboolean good = keep_review_remove(cli->measure.db, account, run_cli_arg(cli, 1), day, error) && run_entry_settle(cli, error);
    return run_entry_done(cli, run_cli_arg(cli, 0), good);
}

/* --- log ---------------------------------------------------------------------------------------------------------------------------- */

static int
log_touchpoint(Cli *cli, GError **error)
{
    g_autofree char *id = run_entry_new_id(cli, "touchpoint", error);
    if (id == NULL)
        return -1;
    const char *kind = run_cli_arg(cli, 0);
    g_autoptr(Entry) entry = run_entry_new(cli, &run_import_touchpoints);
    set_instant(entry, "at", cli->now);
    run_entry_set(entry, "direction", g_str_equal(kind, "meeting") || g_str_equal(kind, "note") ? "both" : "out");
    run_entry_options(entry);
    run_entry_set(entry, "id", id);
    run_entry_set(entry, "kind", kind);
    run_entry_set_account(entry, cli, run_cli_arg(cli, 1));
    run_entry_set(entry, "summary", run_cli_arg(cli, 2));
    return run_entry_done(cli, id, run_entry_save(entry, error));
}

#define FOLLOW_UP_OPTIONS "id= promise= due= committed-due= lead= contact= kind= status= done="
const Command run_cmd_follow_up_list = { "follow-up list", NEEDS_READ, 0, 0, "account= all", N_("[--account A] [--all]"), N_("Open promises"), list_follow_ups };
const Command run_cmd_follow_up_add = { "follow-up add", NEEDS_WRITE, 0, 2, FOLLOW_UP_OPTIONS, N_("ACCOUNT PROMISE --due D [--lead L]"), N_("A new promise"), add_follow_up };
const Command run_cmd_follow_up_edit = { "follow-up edit", NEEDS_WRITE, 1, 1, FOLLOW_UP_OPTIONS " agreed", N_("FOLLOW-UP [--due D [--agreed]] ..."), N_("Change a promise"), edit_follow_up };
const Command run_cmd_follow_up_done = { "follow-up done", NEEDS_WRITE, 1, 1, "at=", N_("FOLLOW-UP [--at T]"), N_("The promise is kept"), finish_follow_up };
const Command run_cmd_follow_up_remove = { "follow-up remove", NEEDS_WRITE, 1, 1, NULL, N_("FOLLOW-UP"), N_("Remove a promise"), remove_follow_up };
const Command run_cmd_review_list = { "review list", NEEDS_READ, 0, 0, "account=", N_("[--account A]"), N_("Business reviews"), list_reviews };
const Command run_cmd_review_add = { "review add", NEEDS_WRITE, 2, 2, "held= also=", N_("ACCOUNT KIND [--held D] [--also KIND]"), N_("A review was held"), add_review };
const Command run_cmd_review_remove = { "review remove", NEEDS_WRITE, 2, 2, "held=", N_("ACCOUNT KIND --held D"), N_("Remove a review"), remove_review };
const Command run_cmd_log = { "log", NEEDS_WRITE, 2, 3, "id= direction= at= contact= lead= outcome= duration-min= user= tags=",
                          N_("call|sms|linkedin|note|meeting ACCOUNT [SUMMARY] ..."), N_("A touchpoint by hand"), log_touchpoint };
