/* SPDX-License-Identifier: MIT
 * meeting outcome, purpose, prep: what only a person knows of a meeting. */
#include "run/commands.h"
#include <glib/gi18n.h>
#include "base/clock.h"
#include "base/error.h"
#include "measure/checklist.h"
#include "keep/meeting.h"
#include "run/entry.h"

/* The number that `meetings` shows; a UID may consist of digits too, and goes before it. */
static gboolean
find_number(Cli *cli, gint64 *ret_id, gboolean *ret_found, GError **error)
{
    guint64 number;
    if (run_cli_option(cli, "recurrence-id") != NULL ||
        !g_ascii_string_to_unsigned(run_cli_arg(cli, 0), 10, 1, G_MAXINT64, &number, NULL))
        return TRUE;
    return keep_db_int(cli->measure.db, "SELECT id FROM meeting WHERE id = :id", BIND(KI("id", (gint64)number)), ret_id, ret_found, error);
}

/* A meeting is named by its number or by its UID, and then one of a series by its original start, as `meetings` prints them or as any other name of
 * that instant. */
static gboolean
find(Cli *cli, gint64 *ret_id, GError **error)
{
    const char *at = run_cli_option(cli, "recurrence-id");
    gboolean found = FALSE;
    gint64 instant;
    g_autofree char *utc =
        at != NULL && clock_parse_instant(at, calendar_zone(cli->measure.calendar), &instant, NULL) ? clock_format_utc(instant) : NULL;
    if (!keep_db_int(cli->measure.db, "SELECT id FROM meeting WHERE uid = :uid AND recurrence_id = :at",
                     BIND(KT("uid", run_cli_arg(cli, 0)), KT("at", utc != NULL ? utc : at != NULL ? at : "")), ret_id, &found, error) ||
        (!found && !find_number(cli, ret_id, &found, error)))
        return FALSE;
    return found || fail(error, FAIL_NOT_FOUND, N_("no meeting %s; one of a series needs --recurrence-id"), run_cli_arg(cli, 0));
}

static gboolean
is_one_of(const char *value, const char *const *choices, GError **error)
{
    if (g_strv_contains(choices, value))
        return TRUE;
    g_autofree char *list = g_strjoinv(", ", (char **)choices);
    run_cli_misuse(error, _("\"%s\" is none of %s"), value, list);
    return FALSE;
}

/* What was said by hand is taken back. */
static gboolean
is_automatic(Cli *cli)
{
    return g_str_equal(run_cli_arg(cli, 1), "auto");
}

/* Beforehand only that it will not take place can be known. */
static gboolean
may_be_known(Cli *cli, gint64 id, const char *outcome, GError **error)
{
    gint64 start = 0;
    gboolean tells_past = g_str_equal(outcome, "held") || g_str_equal(outcome, "no_show");
    if (!keep_db_int(cli->measure.db, "SELECT start_at FROM meeting WHERE id = :id", BIND(KI("id", id)), &start, NULL, error))
        return FALSE;
    if (!tells_past || start <= cli->now)
        return TRUE;
    g_autofree char *when = clock_format(start, calendar_zone(cli->profile->calendar));
    return fail(error, FAIL_REFUSED, N_("%s begins at %s: nobody knows yet how it went"), run_cli_arg(cli, 0), when);
}

static int
outcome(Cli *cli, GError **error)
{
    static const char *const outcomes[] = { "held", "no_show", "not_held", "assumed_held", "auto", NULL };
    const char *said = is_automatic(cli) ? "assumed_held" : run_cli_arg(cli, 1);
    gint64 id;
    gboolean good = is_one_of(run_cli_arg(cli, 1), outcomes, error) && find(cli, &id, error) && may_be_known(cli, id, said, error) &&
                    keep_meeting_outcome(cli->measure.db, id, said, error) && run_entry_settle(cli, error);
    return run_entry_done(cli, run_cli_arg(cli, 0), good);
}

static int
purpose(Cli *cli, GError **error)
{
    static const char *const purposes[] = { "first", "demo", "check_in", "qbr", "strategic", "annual", "expansion", "delivery", "other", "auto", NULL };
    gint64 id;
    gboolean good = is_one_of(run_cli_arg(cli, 1), purposes, error) && find(cli, &id, error) &&
                    keep_meeting_purpose(cli->measure.db, id, is_automatic(cli) ? NULL : run_cli_arg(cli, 1), error) && run_entry_settle(cli, error);
    return run_entry_done(cli, run_cli_arg(cli, 0), good);
}

/* Of a review: what to talk about. */
static void
say_checklist(const Cli *cli, gint64 id)
{
    g_autofree char *purpose = keep_db_text(cli->measure.db, "SELECT purpose FROM meeting WHERE id = :id", BIND(KI("id", id)), NULL);
    for (const char *const *point = measure_checklist(measure_review_kind(purpose)); *point != NULL; point++)
        run_cli_say(cli, "  %s", *point);
}

static int
prep(Cli *cli, GError **error)
{
    gint64 id, at = run_cli_flag(cli, "undo") ? 0 : cli->now;
    gboolean good = find(cli, &id, error) && keep_meeting_prepared(cli->measure.db, id, at, error) && run_entry_settle(cli, error);
    int status = run_entry_done(cli, run_cli_arg(cli, 0), good);
    if (good && at != 0)
        say_checklist(cli, id);
    return status;
}

const Command run_cmd_meeting_outcome = { "meeting outcome", NEEDS_WRITE, 2, 2, "recurrence-id=", N_("NUMBER|UID OUTCOME [--recurrence-id T]"), N_("Say how a meeting went"), outcome };
const Command run_cmd_meeting_purpose = { "meeting purpose", NEEDS_WRITE, 2, 2, "recurrence-id=", N_("NUMBER|UID PURPOSE [--recurrence-id T]"), N_("Say what a meeting was for"), purpose };
const Command run_cmd_meeting_prep = { "meeting prep", NEEDS_WRITE, 1, 1, "recurrence-id= undo", N_("NUMBER|UID [--recurrence-id T] [--undo]"), N_("The meeting is prepared"), prep };
