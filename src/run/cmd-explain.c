/* SPDX-License-Identifier: MIT
 * explain: why a message or touchpoint was logged, or not, on which account, and by which rule; whose an address is. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "base/address.h"
#include "base/error.h"
#include "base/mail.h"
#include "keep/find.h"
#include "measure/list.h"
#include "run/explain.h"

/* Rows of the ledger, then the steps. What comes later than now is not there yet. */
static gboolean
add_message(Cli *cli, const char *id, gint64 message_id, gint64 thread_id, Document *document, GError **error)
{
    g_autoptr(Table) rows = measure_list_ledger(&cli->measure, NULL, id, error);
    if (rows == NULL)
        return FALSE;
    gboolean is_there = rows->rows->len > 0;
    if (is_there)
        document_add(document, g_steal_pointer(&rows));
    return !is_there || message_id == 0 || run_explain_message(&cli->measure, message_id, thread_id, document, error);
}

static const char *
text_of(const Table *table, const char *key)
{
    const Value *value = table_get(table, 0, key);
    return value != NULL && value->kind == VALUE_TEXT ? value->t : NULL;
}

/* A touchpoint's message or meeting tells the rest; one by hand or from a file, what was entered. */
static gboolean
add_touchpoint(Cli *cli, Table *touchpoint, const KeepTouch *touch, Document *document, GError **error)
{
    const char *message = text_of(touchpoint, "message_id");
    g_autofree char *id = g_strdup(message);
    gint64 message_id = 0, thread_id = 0;
    document_add(document, touchpoint);
    if (id != NULL)
        return keep_find_message(cli->measure.db, id, &message_id, &thread_id, error) &&
               add_message(cli, id, message_id, thread_id, document, error);
    if (cli->print.format != PRINT_TEXT)
        document_add(document, table_new("rows")); /* of the ledger: there are none */
    return touch->meeting_id == 0 ? run_explain_entered(&cli->measure, touch->id, document, error) : run_explain_meeting(&cli->measure, touch->meeting_id, document, error);
}

static gboolean
add_address(Cli *cli, const char *text, gboolean *ret_found, Document *document, GError **error)
{
    g_autofree char *addr = address_canonical(text);
    *ret_found = FALSE;
    return addr == NULL || run_explain_address(&cli->measure, addr, ret_found, document, error);
}

/* What is looked up: the id of a touchpoint, a Message-ID, or an address, in this order. */
static gboolean
look_up(Cli *cli, const char *text, gboolean *ret_found, Document *document, GError **error)
{
    g_autofree char *id = mail_id_bare(text);
    gint64 message_id = 0, thread_id = 0;
    KeepTouch touch;
    if (!keep_find_touchpoint(cli->measure.db, id, &touch, error) ||
        !keep_find_message(cli->measure.db, id, &message_id, &thread_id, error))
        return FALSE;
    g_autoptr(Table) touchpoint = touch.id != 0 ? measure_list_touchpoint(&cli->measure, id, error) : NULL;
    if (touch.id != 0 && touchpoint == NULL)
        return FALSE;
    *ret_found = TRUE;
    if (touchpoint != NULL && touchpoint->rows->len > 0)
        return add_touchpoint(cli, g_steal_pointer(&touchpoint), &touch, document, error);
    if (message_id != 0)
        return add_message(cli, id, message_id, thread_id, document, error);
    return add_address(cli, text, ret_found, document, error);
}

static int
run(Cli *cli, GError **error)
{
    Document *document = document_new();
    gboolean found = FALSE;
    if (!look_up(cli, run_cli_arg(cli, 0), &found, document, error)) {
        document_free(document);
        return -1;
    }
    if (document->tables->len > 0) {
        int status = run_cli_print(cli, document, error);
        return status == EXIT_DONE && !found ? EXIT_NOTHING : status;
    }
    document_free(document);
    fail(error, FAIL_NOT_FOUND, N_("%s: no message, no touchpoint and no address"), run_cli_arg(cli, 0));
    return -1;
}

const Command run_cmd_explain = { "explain", NEEDS_READ, 1, 1, NULL, N_("MESSAGE-ID|TOUCHPOINT|ADDRESS"), N_("Why it was logged, or not"), run };
