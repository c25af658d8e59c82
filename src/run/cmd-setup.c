/* SPDX-License-Identifier: MIT
 * setup: from nothing to a mailbox that works. */
#include "run/cmd-collect.h"
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/error.h"
#include "collect/keyring.h"
#include "collect/secret.h"
#include "present/dashboard.h"
#include "run/ask.h"
#include "run/interview.h"

typedef struct {
    Cli *cli;
    Setup setup;
    gboolean can_ask;
    char *path;      /* of the configuration, no symbolic link */
    char *old;       /* its text; NULL = there is none */
    gboolean is_new; /* OLD is put aside, not added to */
    char *kept;      /* a file with a typed password, written for the test */
} Run;

static void
run_clear(Run *run)
{
    if (run->kept != NULL)
        g_unlink(run->kept);
    run_setup_clear(&run->setup);
    g_free(run->kept);
    g_free(run->path);
    g_free(run->old);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

/* --- what is there ----------------------------------------------------------------------------------------------------------- */

static char *
config_file_path(const Cli *cli)
{
    g_autofree char *path = cli->config_file != NULL ? g_canonicalize_filename(cli->config_file, NULL)
                                                     : g_build_filename(g_get_user_config_dir(), "cadens", "cadens.conf", NULL);
    char *real = realpath(path, NULL); /* a link into somebody's collection of dot files stays one */
    char *result = g_strdup(real != NULL ? real : path);
    free(real);
    return result;
}

static gboolean
read_old(Run *run, GError **error)
{
    g_autoptr(GError) why = NULL;
    run->path = config_file_path(run->cli);
    if (g_file_get_contents(run->path, &run->old, NULL, &why) || g_error_matches(why, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
    return fail(error, FAIL_ASK_USER, "%s: %s", run->path, why->message);
}

/* What is there is never overwritten without being asked for. */
static gboolean
decide(Run *run, GError **error)
{
    const char *const choices[] = { _("add a mailbox to it"), _("begin anew, and keep it beside with a ~ behind its name"),
                                    _("change nothing"), NULL };
    gboolean add = run_cli_flag(run->cli, "add"), replace = run_cli_flag(run->cli, "replace");
    guint chosen = replace ? 1 : 0;
    if (run->old == NULL)
        return TRUE;
    if (!add && !replace && !run->can_ask)
        return fail(error, FAIL_REFUSED, N_("%s is there already: --add adds a mailbox to it, --replace begins anew"), run->path);
    if (!add && !replace) {
        g_printerr(_("%s is there already.\n"), run->path);
        if (!run_ask_choice(_("What now"), choices, 0, &chosen, error))
            return FALSE;
    }
    run->is_new = chosen == 1;
    return chosen < 2 || fail(error, FAIL_REFUSED, N_("given up; nothing was changed"));
}

/* --- what was said in the call --------------------------------------------------------------------------------------------------- */

static gboolean
take_options(Run *run, GError **error)
{
    Setup *setup = &run->setup;
    const struct { const char *name; char **text; } options[] = {
        { "name", &setup->name }, { "address", &setup->address }, { "host", &setup->host }, { "tls", &setup->tls }, { "user", &setup->user },
        { "auth", &setup->auth }, { "password-command", &setup->password_command }, { "password-file", &setup->password_file },
        { "password-secret", &setup->password_secret }, { "online-account", &setup->online_account }, { "ca-file", &setup->ca_file },
        { "backfill", &setup->backfill }, { "calendar", &setup->feed } };
    const char *port = run_cli_option(run->cli, "port");
    guint64 number = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(options); i++) {
        const char *value = run_cli_option(run->cli, options[i].name);
        g_autofree char *text = value != NULL ? g_strstrip(g_strdup(value)) : NULL;
        for (const char *p = text; p != NULL && *p; p++)
            if (g_ascii_iscntrl(*p))
                return run_cli_misuse(error, _("--%s: control characters"), options[i].name), FALSE;
        if (text != NULL && *text != '\0')
            *options[i].text = g_steal_pointer(&text);
    }
    if (port != NULL && !g_ascii_string_to_unsigned(port, 10, 1, 65535, &number, NULL))
        return run_cli_misuse(error, _("--port %s: is no port"), port), FALSE;
    setup->port = (int)number;
    setup->is_all_us = run_cli_flag(run->cli, "all-us");
    return TRUE;
}

/* --keep keyring|file: the password is the first line of standard input. */
static gboolean
take_password(Run *run, GError **error)
{
    const char *where = run_cli_option(run->cli, "keep");
    if (where == NULL)
        return TRUE;
    if (!g_str_equal(where, "keyring") && !g_str_equal(where, "file"))
        return run_cli_misuse(error, _("--keep %s: is keyring or file"), where), FALSE;
    run->setup.in_keyring = g_str_equal(where, "keyring");
    run->setup.password = run_ask_secret(_("Password"), error);
    return run->setup.password != NULL;
}

/* --- the password ------------------------------------------------------------------------------------------------------------------ */

static char *
password_path(const Run *run)
{
    g_autofree char *folder = g_path_get_dirname(run->path);
    g_autofree char *plain = g_strdelimit(g_strdup(run->setup.name), "/", '_');
    g_autofree char *name = g_strconcat(plain, ".password", NULL);
    return g_build_filename(folder, name, NULL);
}

/* Until all is well it lies in a file of its own, which goes when it is not. */
static gboolean
put_password(Run *run, GError **error)
{
    Setup *setup = &run->setup;
    if (setup->password == NULL)
        return TRUE;
    g_autofree char *path = password_path(run);
    g_autofree char *fresh = g_strconcat(path, ".new", NULL);
    char *text = g_strconcat(setup->password, "\n", NULL);
    gboolean good = present_write_file(fresh, text, error);
    collect_secret_free(text);
    g_free(run->kept);
    run->kept = good ? g_steal_pointer(&fresh) : NULL;
    g_free(setup->password_file);
    setup->password_file = g_strdup(run->kept);
    return good;
}

static gboolean
keep_in_keyring(Setup *setup, GError **error)
{
    g_autofree char *quoted = g_shell_quote(setup->name);
    gboolean is_plain = strspn(setup->name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.") == strlen(setup->name);
    g_autofree char *attributes = g_strdup_printf("application cadens mailbox %s", is_plain ? setup->name : quoted);
    g_autofree char *label = g_strdup_printf("Cadens: %s", setup->name);
    if (!collect_keyring_store(setup->name, attributes, label, setup->password, NULL, error))
        return FALSE;
    g_clear_pointer(&setup->password_file, g_free);
    setup->password_secret = g_steal_pointer(&attributes);
    return TRUE;
}

static gboolean
keep_password(Run *run, GError **error)
{
    Setup *setup = &run->setup;
    if (setup->password == NULL)
        return TRUE;
    if (setup->in_keyring)
        return keep_in_keyring(setup, error);
    g_autofree char *path = password_path(run);
    if (g_rename(run->kept, path) != 0)
        return fail(error, FAIL_TRY_LATER, "%s: %s", path, g_strerror(errno));
    g_clear_pointer(&run->kept, g_free);
    g_free(setup->password_file);
    setup->password_file = g_steal_pointer(&path);
    return TRUE;
}

/* --- does it work? ------------------------------------------------------------------------------------------------------------------ */

static void
forget_secret(Setup *setup)
{
    char **const texts[] = { &setup->auth, &setup->password_command, &setup->password_file, &setup->password_secret,
                             &setup->online_account };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_clear_pointer(texts[i], g_free);
    g_clear_pointer(&setup->password, collect_secret_free);
}

static void
forget_server(Setup *setup)
{
    char **const texts[] = { &setup->host, &setup->tls, &setup->user };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_clear_pointer(texts[i], g_free);
    setup->port = 0;
}

/* After a failed test. *RET_AGAIN FALSE: it is to be written as it is. */
static gboolean
ask_again(Run *run, const Interview *interview, gboolean *ret_again, GError **error)
{
    const char *const choices[] = { _("another password, or another way to sign in"), _("another server or user name"), _("test once more"),
                                    _("write it as it is"), _("give up"), NULL };
    guint chosen;
    if (!run_ask_choice(_("What now"), choices, 0, &chosen, error))
        return FALSE;
    *ret_again = chosen < 3;
    if (chosen == 4)
        return fail(error, FAIL_REFUSED, N_("given up; nothing was changed"));
    if (chosen == 0)
        forget_secret(&run->setup);
    if (chosen == 1) {
        forget_server(&run->setup);
        return run_interview_server(interview, error);
    }
    return chosen != 0 || run_interview_secret(interview, error);
}

static gboolean
test_mailbox(Run *run, GError **error)
{
    gboolean has_sent = FALSE;
    g_auto(GStrv) folders = run_setup_try_mailbox(&run->setup, &has_sent, error);
    if (folders == NULL)
        return FALSE;
    g_autofree char *list = g_strjoinv(", ", folders);
    run_cli_say(run->cli, _("Signed in to %s as %s. Folders that will be read: %s"), run->setup.host, run->setup.user, list);
    if (!has_sent)
        run_cli_say(run->cli, "%s", _("No folder of sent mail was found; name it with the option folders, or nobody can tell who was answered."));
    return TRUE;
}

static gboolean
prove(Run *run, const Interview *interview, GError **error)
{
    gboolean again = !run_cli_flag(run->cli, "no-test");
    if (!again)
        return put_password(run, error);
    while (again) {
        g_autoptr(GError) why = NULL;
        if (!put_password(run, error))
            return FALSE;
        if (test_mailbox(run, &why))
            break;
        if (!run->can_ask) {
            g_propagate_error(error, g_steal_pointer(&why));
            return FALSE;
        }
        g_printerr("%s\n", why->message);
        if (!ask_again(run, interview, &again, error))
            return FALSE;
    }
    return TRUE;
}

/* A calendar that cannot be read is told and left out: the mailbox is worth more. */
static gboolean
prove_feed(Run *run, GError **error)
{
    g_autoptr(GError) why = NULL;
    if (run->setup.feed == NULL || run_cli_flag(run->cli, "no-test"))
        return TRUE;
    if (run_setup_try_feed(&run->setup, &why)) {
        run_cli_say(run->cli, "%s", _("The calendar can be read."));
        return TRUE;
    }
    if (!run->can_ask) {
        g_propagate_error(error, g_steal_pointer(&why));
        return FALSE;
    }
    g_printerr(_("The calendar cannot be read, and is left out: %s\n"), why->message);
    g_clear_pointer(&run->setup.feed, g_free);
    return TRUE;
}

/* --- the end ------------------------------------------------------------------------------------------------------------------------ */

static gboolean
write_config(Run *run, GError **error)
{
    g_autofree char *beside = g_strconcat(run->path, "~", NULL);
    g_autofree char *text = run_setup_compose(&run->setup, run->is_new ? NULL : run->old, run->path, error);
    if (text == NULL || (run->is_new && run->old != NULL && !present_write_file(beside, run->old, error)) ||
        !present_write_file(run->path, text, error))
        return FALSE;
    run_cli_say(run->cli, _("Written: %s"), run->path);
    return TRUE;
}

/* Only the user's own configuration is what the unit reads. */
static gboolean
begin_service(Run *run, GError **error)
{
    const char *argv[] = { "systemctl", "--user", "enable", "--now", "cadensd.service", NULL };
    gboolean wanted = run_cli_flag(run->cli, "enable");
    int status = 1;
    if (run->cli->config_file != NULL)
        return TRUE;
    if (!wanted && run->can_ask && !run_ask_yes(_("Start the daemon now, and with each login?"), TRUE, &wanted, error))
        return FALSE;
    gboolean is_done = wanted && g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL) &&
                       g_spawn_check_wait_status(status, NULL);
    if (is_done)
        run_cli_say(run->cli, "%s", _("The daemon runs; `cadens status` tells how it fares."));
    else
        run_cli_say(run->cli, "%s", _("`cadens sync` reads the mailbox once; `systemctl --user enable --now cadensd` starts the daemon."));
    run_cli_say(run->cli, "%s", _("Then `cadens import accounts FILE` or `cadens triage` tells whose the letters are, and `cadens dashboard --open` shows your page."));
    return TRUE;
}

static gboolean
learn_all(Run *run, const Interview *interview, GError **error)
{
    return read_old(run, error) && decide(run, error) && take_options(run, error) && run_interview_person(interview, error) &&
           take_password(run, error) && run_interview_server(interview, error) && run_interview_secret(interview, error);
}

/* Composed once before anything is tested: a name that is taken is told before the password is typed in vain. */
static gboolean
is_possible(Run *run, GError **error)
{
    Setup draft = run->setup;
    draft.password_file = draft.password != NULL ? (char *)"draft" : draft.password_file;
    g_autofree char *text = run_setup_compose(&draft, run->is_new ? NULL : run->old, run->path, error);
    return text != NULL;
}

int
run_collect_setup(Cli *cli, GError **error)
{
    g_auto(Run) all = { .cli = cli, .can_ask = run_ask_can() && !run_cli_flag(cli, "yes") };
    const Interview interview = { &all.setup, all.can_ask };
    if (!learn_all(&all, &interview, error) || !is_possible(&all, error) || !prove(&all, &interview, error) || !run_interview_feed(&interview, error) ||
        !prove_feed(&all, error) ||
        !keep_password(&all, error) || !write_config(&all, error) || !begin_service(&all, error))
        return -1;
    return cli->print.format == PRINT_TEXT ? EXIT_DONE : run_cli_print_fact(cli, "file", value_text(all.path), error);
}
