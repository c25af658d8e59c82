/* SPDX-License-Identifier: MIT
 * review plan: free times for a review, its checklist, and an invitation to send (spec 09 §9.4). */
#include "run/commands.h"
#include "run/entry.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "keep/row.h"
#include "measure/checklist.h"
#include "measure/slot.h"
#include "measure/sql.h"
#include "present/dashboard.h"
#include "present/ical.h"

#define SLOTS 3

typedef struct {
    char *name, *addr;
} Guest;

typedef struct {
    Cli *cli;
    ReviewKind kind;
    gint64 account;
    char *account_name;
    char *organizer; /* own address */
    GArray *slots;   /* of Slot */
    GArray *guests;  /* of Guest */
} Plan;

static void
guest_clear(gpointer data)
{
    Guest *guest = data;
    g_free(guest->name);
    g_free(guest->addr);
}

static void
plan_clear(Plan *plan)
{
    g_free(plan->account_name);
    g_free(plan->organizer);
    g_clear_pointer(&plan->slots, g_array_unref);
    g_clear_pointer(&plan->guests, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Plan, plan_clear)

/* A number option; FALSE with MISUSE. */
static gboolean
read_number(Cli *cli, const char *name, guint64 standard, guint64 max, guint64 *ret, GError **error)
{
    const char *text = run_cli_option(cli, name);
    *ret = standard;
    if (text == NULL || g_ascii_string_to_unsigned(text, 10, 1, max, ret, NULL))
        return TRUE;
    return run_cli_misuse(error, _("--%s %s: no number from 1 to %d"), name, text, (int)max), FALSE;
}

static gboolean
find_slots(Plan *plan, GError **error)
{
    static const guint minutes[REVIEW_KINDS] = { [REVIEW_CHECK_IN] = 30, [REVIEW_QBR] = 60, [REVIEW_STRATEGIC] = 90, [REVIEW_ANNUAL] = 120 };
    Cli *cli = plan->cli;
    guint64 length;
    gint32 from;
    if (!read_number(cli, "minutes", minutes[plan->kind], 480, &length, error) || !run_cli_day(cli, "from", SPOKEN_NEXT, &from, error))
        return FALSE;
    if (from == DAY_NONE)
        from = calendar_workday_add(cli->profile->calendar, calendar_day_of(cli->profile->calendar, cli->now), 1);
    plan->slots = measure_slots(&cli->measure, from, (int)length, SLOTS, error);
    return plan->slots != NULL;
}

static gboolean
find_guests(Plan *plan, GError **error)
{
    g_autoptr(GError) problem = NULL;
    const MeasureContext *measure = &plan->cli->measure;
    const KeepBind *binds = BIND(KI("now", measure->now), KI("today", calendar_day_of(measure->calendar, measure->now)), KI("account", plan->account));
    plan->guests = g_array_new(FALSE, FALSE, sizeof(Guest));
    g_array_set_clear_func(plan->guests, guest_clear);
    g_autoptr(KeepRows) rows = keep_db_query_text(measure->db, measure_sql("list-guests"), binds, TRUE, error);
    while (rows != NULL && keep_rows_next(rows, &problem)) {
        const Guest guest = { g_strdup(keep_rows_text(rows, 0)), g_strdup(keep_rows_text(rows, 1)) };
        g_array_append_val(plan->guests, guest);
    }
    if (problem == NULL)
        return rows != NULL;
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
}

/* The first own address that is one; a whole domain invites nobody. */
static gboolean
find_organizer(Plan *plan, GError **error)
{
    const char *const *own = config_list(plan->cli->profile->config, "identity", "addresses");
    for (; own != NULL && *own != NULL && plan->organizer == NULL; own++)
        if (**own != '@')
            plan->organizer = address_canonical(*own);
    g_autoptr(GError) problem = NULL;
    if (plan->organizer == NULL)
        plan->organizer = keep_db_text(plan->cli->measure.db, "SELECT value FROM own_address WHERE value NOT LIKE '@%' ORDER BY origin, value LIMIT 1", NO_BIND, &problem);
    if (problem == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
}

/* Titles by which the meeting is known as the review that it is (measure/review.c). */
static char *
title_of(const Plan *plan)
{
    static const char *const titles[REVIEW_KINDS] = { [REVIEW_CHECK_IN] = N_("Check-in"), [REVIEW_QBR] = N_("Quarterly business review"),
                                                      [REVIEW_STRATEGIC] = N_("Strategic check-in"), [REVIEW_ANNUAL] = N_("Annual assessment") };
    return g_strdup_printf("%s – %s", _(titles[plan->kind]), plan->account_name);
}

static char *
invitation_of(const Plan *plan, const Slot *slot)
{
    g_autofree IcalGuest *guests = g_new0(IcalGuest, plan->guests->len + 1);
    for (guint i = 0; i < plan->guests->len; i++) {
        const Guest *guest = &g_array_index(plan->guests, Guest, i);
        guests[i] = (IcalGuest){ guest->name, guest->addr };
    }
    g_autofree char *random = g_uuid_string_random(), *uid = g_strdup_printf("%s@cadens", random), *title = title_of(plan);
    g_autofree char *agenda = g_strjoinv("\n", (char **)measure_checklist(plan->kind));
    const IcalInvitation invitation = { .event = { .uid = uid, .start_at = slot->start_at, .end_at = slot->end_at, .day = DAY_NONE,
                                                   .stamp_at = plan->cli->now, .summary = title, .description = *agenda != '\0' ? agenda : NULL },
                                        .organizer = { NULL, plan->organizer }, .guests = guests, .n_guests = plan->guests->len };
    return present_ical_invitation(&invitation);
}

static gboolean
write_invitation(const Plan *plan, const char *file, guint64 number, GError **error)
{
    if (number > plan->slots->len)
        return fail(error, FAIL_NOT_FOUND, N_("there are only %d free times"), (int)plan->slots->len);
    if (plan->guests->len == 0)
        return fail(error, FAIL_NOT_FOUND, N_("%s has no contact with an address to invite"), plan->account_name);
    if (plan->organizer == NULL)
        return fail(error, FAIL_REFUSED, N_("who invites? [identity] addresses names no address"));
    run_cli_speak_to_people(plan->cli, TRUE);
    g_autofree char *text = invitation_of(plan, &g_array_index(plan->slots, Slot, number - 1));
    run_cli_speak_to_people(plan->cli, FALSE);
    return present_write_file(file, text, error);
}

static Table *
slots_table(const Plan *plan)
{
    Table *table = table_new("slots");
    table_column(table, "slot", _("No."), COLUMN_RIGHT);
    table_column(table, "start", _("Start"), COLUMN_SHOWN);
    table_column(table, "end", _("End"), COLUMN_SHOWN);
    for (guint i = 0; i < plan->slots->len; i++) {
        const Slot *slot = &g_array_index(plan->slots, Slot, i);
        table_row(table);
        table_cell(table, value_int(i + 1));
        table_cell(table, value_instant(slot->start_at));
        table_cell(table, value_instant(slot->end_at));
    }
    return table;
}

static Document *
document_of(const Plan *plan, const char *file)
{
    Document *document = document_new();
    g_autofree char *title = title_of(plan);
    Value *guests = value_list(), *checklist = value_list();
    for (guint i = 0; i < plan->guests->len; i++)
        value_append(guests, value_text(g_array_index(plan->guests, Guest, i).addr));
    for (const char *const *point = measure_checklist(plan->kind); *point != NULL; point++)
        value_append(checklist, value_text(*point));
    document_fact(document, "title", value_text(title));
    document_fact(document, "organizer", value_text(plan->organizer));
    document_fact(document, "attendees", guests);
    document_fact(document, "checklist", checklist);
    if (file != NULL)
        document_fact(document, "file", value_text(file));
    document_add(document, slots_table(plan));
    return document;
}

static int
run(Cli *cli, GError **error)
{
    g_auto(Plan) plan = { .cli = cli, .kind = measure_review_kind(run_cli_arg(cli, 1)) };
    const char *file = run_cli_option(cli, "ics");
    guint64 number;
    if (plan.kind == REVIEW_NONE)
        return run_cli_misuse(error, _("%s: is check_in, qbr, strategic or annual"), run_cli_arg(cli, 1));
    g_autofree char *id = run_entry_account(cli, run_cli_arg(cli, 0), error);
    if (id == NULL || !keep_row_need(cli->measure.db, "account", id, &plan.account, error) || !read_number(cli, "slot", 1, SLOTS, &number, error))
        return -1;
    plan.account_name = keep_db_text(cli->measure.db, "SELECT name FROM account WHERE id = :id", BIND(KI("id", plan.account)), error);
    if (plan.account_name == NULL || !find_slots(&plan, error) || !find_guests(&plan, error) || !find_organizer(&plan, error))
        return -1;
    if (file != NULL && !write_invitation(&plan, file, number, error))
        return -1;
    int status = run_cli_print(cli, document_of(&plan, file), error);
    return status == EXIT_DONE && plan.slots->len == 0 ? EXIT_NOTHING : status;
}

const Command run_cmd_review_plan = { "review plan", NEEDS_READ, 2, 2, "from= minutes= slot= ics=", N_("ACCOUNT KIND [--from D] [--minutes N] [--slot N] [--ics FILE]"),
                                      N_("Free times for a review, and an invitation"), run };
