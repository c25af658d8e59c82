/* SPDX-License-Identifier: MIT
 * verify: every source against the ledger, and everything that is worked out against the facts (spec 16-A03, 17-D1). */
#include "run/cmd-collect.h"
#include <glib/gi18n.h>
#include <unistd.h>
#include "base/error.h"
#include "keep/erase.h"
#include "keep/proof.h"
#include "measure/list.h"
#include "present/bus.h"
#include "run/drift.h"
#include "run/lock.h"
#include "run/sync.h"
#include "run/verify.h"

typedef struct { /* what one round of looking found */
    GPtrArray *folders; /* of FolderProof* */
    GPtrArray *feeds;   /* of FeedProof* */
    GPtrArray *drifts;  /* of Drift*; NULL = not looked for */
    int status;         /* of sources that could not be asked */
    guint seen;         /* sources */
} Findings;

static void
findings_clear(Findings *findings)
{
    g_clear_pointer(&findings->folders, g_ptr_array_unref);
    g_clear_pointer(&findings->feeds, g_ptr_array_unref);
    g_clear_pointer(&findings->drifts, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Findings, findings_clear)

static gboolean
is_well(const Findings *findings)
{
    for (guint i = 0; i < findings->folders->len; i++)
        if (!run_verify_folder_is_whole(findings->folders->pdata[i]))
            return FALSE;
    for (guint i = 0; i < findings->feeds->len; i++)
        if (!run_verify_feed_is_whole(findings->feeds->pdata[i]))
            return FALSE;
    return findings->drifts == NULL || findings->drifts->len == 0;
}

/* --- looking ------------------------------------------------------------------------------------------------------------- */

typedef gboolean (*VerifySource)(const Proof *proof, const char *name, GPtrArray *found, GError **error);

/* A source that does not answer keeps no other from being verified (17-C). */
static void
verify_kind(Cli *cli, const Proof *proof, const char *section, VerifySource verify, GPtrArray *found, Findings *findings)
{
    const char *const *names = config_sections(cli->profile->config, section);
    const char *only = run_cli_arg(cli, 0);
    for (; names != NULL && *names != NULL; names++) {
        g_autoptr(GError) failure = NULL;
        if (only != NULL && !g_str_equal(only, *names))
            continue;
        findings->seen++;
        if (verify(proof, *names, found, &failure))
            continue;
        g_printerr("cadens: %s: %s\n", *names, failure->message);
        findings->status = MAX(findings->status, run_exit_status(failure));
    }
}

/* The store as a whole is proven when no single source is asked for. */
static gboolean
look(Cli *cli, Findings *ret, GError **error)
{
    const Proof proof = { cli->profile, cli->measure, cli->engine, cli->now };
    findings_clear(ret);
    *ret = (Findings){ g_ptr_array_new_with_free_func(run_verify_folder_free), g_ptr_array_new_with_free_func(run_verify_feed_free), NULL, 0, 0 };
    verify_kind(cli, &proof, "mailbox", run_verify_mailbox, ret->folders, ret);
    verify_kind(cli, &proof, "calendar", run_verify_calendar, ret->feeds, ret);
    if (run_cli_arg(cli, 0) != NULL)
        return ret->seen > 0 || fail(error, FAIL_NOT_FOUND, "%s: %s", run_cli_arg(cli, 0), _("no such source in the configuration"));
    ret->drifts = run_drift_find(cli->profile, cli->measure.db, cli->now, NULL, error);
    return ret->drifts != NULL;
}

/* --- mending ------------------------------------------------------------------------------------------------------------- */

static gboolean
retry_unreadable(Cli *cli, GError **error)
{
    static const char FOLDERS[] = "SELECT f.id FROM mail_folder f JOIN mailbox b ON b.id = f.mailbox_id WHERE :only IS NULL OR b.name = :only";
    g_autoptr(GArray) folders = keep_db_ids(cli->measure.db, FOLDERS, BIND(KT("only", run_cli_arg(cli, 0))), error);
    for (guint i = 0; folders != NULL && i < folders->len; i++)
        if (!keep_proof_retry(run_engine_db(cli->engine), g_array_index(folders, gint64, i), error))
            return FALSE;
    return folders != NULL;
}

/* The next pass over a folder with holes compares all of it, and one over a feed with holes takes all of it: see keep_proof_folder(). */
static gboolean
read_again(Cli *cli, GError **error)
{
    g_autoptr(GPtrArray) results = NULL;
    int lock = run_lock_take(cli->profile->store_path, NULL);
    if (lock < 0)
        return present_bus_call("Sync", "", NULL) ||
               fail(error, FAIL_TRY_LATER, "%s", _("another cadens is reading, and no daemon answers on the session bus"));
    gboolean good = retry_unreadable(cli, error) && run_sync(cli->engine, run_cli_arg(cli, 0), NULL, NULL, &results, error);
    close(lock);
    for (guint i = 0; results != NULL && i < results->len; i++) {
        const SyncResult *result = results->pdata[i];
        if (result->error != NULL)
            g_printerr("cadens: %s: %s\n", result->name, result->error->message);
    }
    return good;
}

static gboolean
mend(Cli *cli, const Findings *findings, GError **error)
{
    if (cli->engine == NULL)
        return fail(error, FAIL_TRY_LATER, "%s", _("what cannot be written cannot be repaired"));
    return keep_erase_lost(run_engine_db(cli->engine), error) && read_again(cli, error) &&
           (findings->drifts == NULL || findings->drifts->len == 0 || run_drift_mend(cli->engine, error)) && run_engine_evaluate(cli->engine, NULL, NULL, error);
}

/* --- telling ------------------------------------------------------------------------------------------------------------- */

static Table *
folder_table(GPtrArray *folders)
{
    Table *table = table_new("folders");
    table_column(table, "mailbox", _("mailbox"), COLUMN_SHOWN);
    table_column(table, "folder", _("folder"), COLUMN_SHOWN);
    table_column(table, "uidvalidity", NULL, COLUMN_HIDDEN);
    table_column(table, "server", _("server"), COLUMN_RIGHT);
    table_column(table, "ledger", _("ledger"), COLUMN_RIGHT);
    table_column(table, "missing", _("missing"), COLUMN_RIGHT);
    table_column(table, "extra", _("extra"), COLUMN_RIGHT);
    table_column(table, "unexplained", _("unexplained"), COLUMN_RIGHT);
    table_column(table, "gone", _("gone"), COLUMN_RIGHT | COLUMN_DETAIL);
    table_column(table, "outside", _("outside"), COLUMN_RIGHT | COLUMN_DETAIL);
    table_column(table, "quarantined", _("quarantined"), COLUMN_RIGHT | COLUMN_DETAIL);
    table_column(table, "classes", _("classes"), COLUMN_WRAP);
    for (guint i = 0; i < folders->len; i++) {
        FolderProof *folder = folders->pdata[i];
        table_row(table);
        table_cell(table, value_text(folder->mailbox));
        table_cell(table, value_text(folder->folder));
        const gint64 numbers[] = { folder->uidvalidity, folder->server, folder->ledger,  folder->missing,    folder->extra,
                                   folder->unexplained, folder->gone,   folder->outside, folder->quarantined };
        for (gsize k = 0; k < G_N_ELEMENTS(numbers); k++)
            table_cell(table, value_int(numbers[k]));
        table_cell(table, g_steal_pointer(&folder->classes));
    }
    return table;
}

static Table *
feed_table(const GPtrArray *feeds)
{
    Table *table = table_new("calendars");
    table_column(table, "calendar", _("calendar"), COLUMN_SHOWN);
    table_column(table, "feed", _("feed"), COLUMN_RIGHT);
    table_column(table, "stored", _("stored"), COLUMN_RIGHT);
    table_column(table, "missing", _("missing"), COLUMN_RIGHT);
    table_column(table, "gone", _("gone"), COLUMN_RIGHT | COLUMN_DETAIL);
    table_column(table, "changed", _("changed"), COLUMN_RIGHT);
    table_column(table, "occurrences", _("occurrences"), COLUMN_RIGHT);
    table_column(table, "missing_occurrences", _("missing occurrences"), COLUMN_RIGHT);
    table_column(table, "unbelieved", _("not believed"), COLUMN_RIGHT);
    for (guint i = 0; i < feeds->len; i++) {
        const FeedProof *feed = feeds->pdata[i];
        const gint64 numbers[] = { feed->feed, feed->stored, feed->missing, feed->gone, feed->changed, feed->occurrences, feed->missing_occurrences, feed->unbelieved };
        table_row(table);
        table_cell(table, value_text(feed->calendar));
        for (gsize k = 0; k < G_N_ELEMENTS(numbers); k++)
            table_cell(table, value_int(numbers[k]));
    }
    return table;
}

static Table *
drift_table(const GPtrArray *drifts)
{
    Table *table = table_new("drift");
    table_column(table, "what", _("Drifted"), COLUMN_SHOWN);
    table_column(table, "row", _("Row"), COLUMN_TRUNCATE);
    table_column(table, "stored", _("Stored"), COLUMN_SHOWN);
    table_column(table, "computed", _("Computed"), COLUMN_SHOWN);
    for (guint i = 0; i < drifts->len; i++) {
        const Drift *drift = drifts->pdata[i];
        table_row(table);
        table_cell(table, value_text(drift->what));
        table_cell(table, value_text(drift->row));
        table_cell(table, value_text(drift->stored));
        table_cell(table, value_text(drift->computed));
    }
    return table;
}

static void
say_verdict(const Cli *cli, const Findings *findings)
{
    gint64 unexplained = 0;
    for (guint i = 0; i < findings->folders->len; i++)
        unexplained += ((const FolderProof *)findings->folders->pdata[i])->unexplained;
    run_cli_say(cli, _("%d unexplained"), (int)unexplained);
}

static int
tell(Cli *cli, Findings *findings, GError **error)
{
    g_autoptr(Document) document = document_new();
    gboolean ok = is_well(findings);
    document_add(document, folder_table(findings->folders));
    if (findings->feeds->len > 0)
        document_add(document, feed_table(findings->feeds));
    if (findings->drifts != NULL && (findings->drifts->len > 0 || cli->print.format == PRINT_JSON))
        document_add(document, drift_table(findings->drifts));
    if (run_cli_flag(cli, "rows")) {
        Table *rows = measure_list_ledger(&cli->measure, run_cli_arg(cli, 0), NULL, error);
        if (rows == NULL)
            return -1;
        document_add(document, rows);
    }
    document_fact(document, "ok", value_bool(ok && findings->status == EXIT_DONE));
    int status = run_cli_print(cli, g_steal_pointer(&document), error);
    if (status != EXIT_DONE)
        return status;
    say_verdict(cli, findings);
    return findings->status != EXIT_DONE ? findings->status : ok ? EXIT_DONE : EXIT_NOTHING;
}

int
run_collect_verify(Cli *cli, GError **error)
{
    g_auto(Findings) findings = { 0 };
    gboolean repairs = run_cli_flag(cli, "repair");
    if (!run_cli_try_write(cli, _("what is found is not noted"), error) || !look(cli, &findings, error))
        return -1;
    if (repairs && (!mend(cli, &findings, error) || !look(cli, &findings, error)))
        return -1;
    return tell(cli, &findings, error);
}
