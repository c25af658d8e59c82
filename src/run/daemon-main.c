/* SPDX-License-Identifier: MIT
 * cadensd reads its arguments. */
#include <glib/gi18n.h>
#include <stdio.h>
#include "base/clock.h"
#include "run/command.h"
#include "run/daemon.h"
#include "run/log.h"

typedef struct {
    char *config_file, *now;
    gboolean once, check, version;
} Arguments;

static gboolean
read_arguments(int *argc, char ***argv, Arguments *ret, GError **error)
{
    const GOptionEntry entries[] = {
        { "config", 0, 0, G_OPTION_ARG_FILENAME, &ret->config_file, N_("Read FILE instead of the user's configuration"), "FILE" },
        { "once", 0, 0, G_OPTION_ARG_NONE, &ret->once, N_("Read every source once, evaluate, tell, and end"), NULL },
        { "check-config", 0, 0, G_OPTION_ARG_NONE, &ret->check, N_("Check the configuration and end"), NULL },
        { "now", 0, 0, G_OPTION_ARG_FILENAME, &ret->now, /* as it stands, whatever the locale makes of its bytes */
          N_("Evaluate as of this instant"), "T" },
        { "version", 0, 0, G_OPTION_ARG_NONE, &ret->version, N_("Print the version and end"), NULL },
        G_OPTION_ENTRY_NULL
    };
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_add_main_entries(context, entries, "cadens");
    if (!g_option_context_parse(context, argc, argv, error))
        return FALSE;
    if (*argc > 1) {
        g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION, "%s: not expected", (*argv)[1]);
        return FALSE;
    }
    return TRUE;
}

static gboolean
read_now(const Profile *profile, const char *text, gint64 *ret_now)
{
    gint32 day;
    *ret_now = 0;
    if (text == NULL)
        return TRUE;
    if (day_parse(text, &day)) {
        *ret_now = calendar_day_start(profile->calendar, day);
        return TRUE;
    }
    return clock_parse_instant(text, calendar_zone(profile->calendar), ret_now, NULL);
}

static Profile *
load(const Arguments *arguments)
{
    g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
    Profile *profile = run_profile_load(arguments->config_file, NULL, problems);
    for (guint i = 0; i < problems->len; i++)
        g_printerr("%s\n", (char *)problems->pdata[i]);
    return profile;
}

static int
run(const Arguments *arguments)
{
    g_autoptr(Profile) profile = load(arguments);
    if (profile == NULL)
        return EXIT_CONFIGURATION;
    if (profile->files->len == 0) {
        g_printerr("cadensd: %s\n", _("there is no configuration; cadens.conf(5) tells how to write one"));
        return EXIT_CONFIGURATION;
    }
    if (arguments->check)
        return EXIT_DONE;
    run_profile_speak(profile->swedish);
    DaemonOptions options = { .config_file = arguments->config_file };
    if (!read_now(profile, arguments->now, &options.now)) {
        g_printerr("cadensd: --now %s: no instant (2026-03-31T12:00:00+02:00)\n", arguments->now);
        return EXIT_MISUSE;
    }
    if (arguments->once)
        return run_daemon_once(profile, &options);
    return run_daemon(g_steal_pointer(&profile), &options);
}

int
run_daemon_main(int argc, char **argv)
{
    run_signals_ignore();
    run_log_begin("cadensd");
    Arguments arguments = { 0 };
    g_autoptr(GError) error = NULL;
    int status = EXIT_MISUSE;
    if (!read_arguments(&argc, &argv, &arguments, &error))
        g_printerr("cadensd: %s (cadensd --help)\n", error->message);
    else if (arguments.version)
        status = puts("cadensd " PACKAGE_VERSION) >= 0 && fflush(stdout) == 0 ? EXIT_DONE : EXIT_LATER;
    else
        status = run(&arguments);
    g_free(arguments.config_file);
    g_free(arguments.now);
    return status;
}
