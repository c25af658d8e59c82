/* SPDX-License-Identifier: MIT
 * explain: why a message or touchpoint was logged, or not, on which account, and by which rule. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "measure/list.h"

/* "<id>" as mail programs show it, or bare; the part after the last @ compares without case (16-B17). */
static char *
bare_id(const char *text)
{
    gsize length = strlen(text);
    gboolean is_bracketed = length > 2 && text[0] == '<' && text[length - 1] == '>';
    char *id = is_bracketed ? g_strndup(text + 1, length - 2) : g_strdup(text);
    for (char *c = strrchr(id, '@'); c != NULL && *c != '\0'; c++)
        *c = g_ascii_tolower(*c);
    return id;
}

/* What is looked up: a Message-ID, or the id of a touchpoint, whose message (if it has one) tells the rest. */
static int
run(Cli *cli, GError **error)
{
    g_autofree char *id = bare_id(run_cli_arg(cli, 0));
    g_autoptr(Table) touchpoint = measure_list_touchpoint(&cli->measure, id, error);
    if (touchpoint == NULL)
        return -1;
    const Value *message = touchpoint->rows->len > 0 ? table_get(touchpoint, 0, "message_id") : NULL;
    gboolean is_mail = message != NULL && message->kind == VALUE_TEXT;
    Table *rows = measure_list_ledger(&cli->measure, NULL, is_mail ? message->t : id, error);
    if (rows == NULL)
        return -1;
    gboolean found = rows->rows->len > 0 || touchpoint->rows->len > 0;
    Document *document = document_new();
    document_add(document, rows);
    if (touchpoint->rows->len > 0)
        document_add(document, g_steal_pointer(&touchpoint));
    if (found)
        return run_cli_print(cli, document, error);
    document_free(document);
    fail(error, FAIL_NOT_FOUND, _("%s: no message and no touchpoint of that id"), id);
    return -1;
}

const Command run_cmd_explain = { "explain", NEEDS_READ, 1, 1, NULL, N_("MESSAGE-ID|TOUCHPOINT"), N_("Why it was logged, or not"), run };
