/* SPDX-License-Identifier: MIT
 * The command line: global options anywhere, then a command of the table. */
#include "run/cmd-collect.h"
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "base/wording.h"
#include "measure/episode.h"
#include "run/log.h"

#define MISUSE (g_quark_from_static_string("cadens-misuse"))

/* --- what commands ask ------------------------------------------------------------------------------------------------- */

const char *
run_cli_option(const Cli *cli, const char *name)
{
    return g_hash_table_lookup(cli->options, name);
}

gboolean
run_cli_flag(const Cli *cli, const char *name)
{
    return g_hash_table_contains(cli->options, name);
}

const char *
run_cli_arg(const Cli *cli, guint i)
{
    return i < cli->args->len ? cli->args->pdata[i] : NULL;
}

int
run_cli_misuse(GError **error, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    g_autofree char *text = wording_new(format, list); /* in English the msgid itself: report() can say it otherwise */
    va_end(list);
    g_set_error_literal(error, MISUSE, EXIT_MISUSE, text);
    return EXIT_MISUSE;
}

gboolean
run_cli_day(const Cli *cli, const char *name, SpokenTense tense, gint32 *ret_day, GError **error)
{
    const char *text = run_cli_option(cli, name);
    *ret_day = DAY_NONE;
    if (text == NULL || spoken_business_day(text, cli->profile->calendar, cli->now, tense, ret_day))
        return TRUE;
    run_cli_misuse(error, _("--%s %s: no day (YYYY-MM-DD)"), name, text);
    return FALSE;
}

gboolean
run_cli_instant(const Cli *cli, const char *text, SpokenTense tense, gint64 *ret_at, GError **error)
{
    if (spoken_instant(text, cli->profile->calendar, cli->now, tense, ret_at, NULL))
        return TRUE;
    run_cli_misuse(error, _("%s: no instant (2026-03-31T12:00:00+02:00)"), text);
    return FALSE;
}

gboolean
run_cli_try_write(Cli *cli, const char *consequence, GError **error)
{
    g_autoptr(GError) failure = NULL;
    if (cli->engine == NULL)
        cli->engine = run_engine_open(cli->profile, cli->has_now ? cli->now : 0, &failure);
    if (cli->engine != NULL) {
        cli->measure = run_engine_measure(cli->engine);
        cli->measure.now = cli->now;
        return TRUE;
    }
    if (!g_error_matches(failure, CADENS_ERROR, CADENS_ERROR_TRY_LATER)) {
        g_propagate_error(error, g_steal_pointer(&failure));
        return FALSE;
    }
    g_printerr("cadens: %s; %s\n", failure->message, consequence);
    return TRUE;
}

int
run_cli_print(Cli *cli, Document *document, GError **error)
{
    g_autoptr(Document) owned = document;
    if (!present_document(owned, &cli->print, stdout, error))
        return -1;
    return EXIT_DONE;
}

int
run_cli_print_table(Cli *cli, Table *table, GError **error)
{
    Document *document = document_new();
    document_add(document, table);
    return run_cli_print(cli, document, error);
}

int
run_cli_print_fact(Cli *cli, const char *key, Value *value, GError **error)
{
    Document *document = document_new();
    document_fact(document, key, value);
    return run_cli_print(cli, document, error);
}

void
run_cli_say(const Cli *cli, const char *format, ...)
{
    if (cli->print.format != PRINT_TEXT)
        return;
    va_list list;
    va_start(list, format);
    vprintf(format, list);
    va_end(list);
    putchar('\n');
}

void
run_signals_ignore(void)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

int
run_exit_status(const GError *error)
{
    if (error->domain == MISUSE)
        return EXIT_MISUSE;
    if (error->domain != CADENS_ERROR)
        return EXIT_LATER;
    switch ((CadensError)error->code) {
    case CADENS_ERROR_TRY_LATER:
        return EXIT_LATER;
    case CADENS_ERROR_ASK_USER:
        return EXIT_DENIED;
    case CADENS_ERROR_NEWER: /* another version of the program is wanted (17-C) */
    case CADENS_ERROR_CORRUPT: /* trying again will not help: a person must put a backup in place */
        return EXIT_CONFIGURATION;
    case CADENS_ERROR_BUG:
        return 70; /* EX_SOFTWARE */
    case CADENS_ERROR_BAD_INPUT:
    case CADENS_ERROR_REFUSED:
    case CADENS_ERROR_NOT_FOUND:
        return EXIT_NOTHING;
    }
    return EXIT_NOTHING;
}

/* --- reading the call -------------------------------------------------------------------------------------------------- */

typedef struct {
    const char *config_file, *now, *format, *lang;
    gboolean help, version;
    GPtrArray *words;    /* of char*, borrowed: everything else, in order */
    GPtrArray *problems; /* of char*: of the configuration */
    char **argv;
    const char *lacking; /* the option that ends the call without its value */
    CommandRun (*collecting)(const Command *command);
} Globals;

/* Takes the value of a global option at ARGV[*I]: "--name=value" or the next word. NULL if it is another word. */
static const char *
global_value(const char *name, char **argv, int argc, int *i, gboolean *ret_missing)
{
    const char *word = argv[*i];
    gsize length = strlen(name);
    if (!g_str_has_prefix(word, "--") || strncmp(word + 2, name, length) != 0)
        return NULL;
    if (word[2 + length] == '=')
        return word + 3 + length;
    if (word[2 + length] != '\0')
        return NULL;
    *ret_missing = *i + 1 >= argc;
    return *ret_missing ? "" : argv[++*i];
}

static void
read_globals(int argc, char **argv, Globals *ret)
{
    const struct { const char *name; const char **value; } known[] = {
        { "config", &ret->config_file }, { "now", &ret->now }, { "format", &ret->format }, { "lang", &ret->lang } };
    for (int i = 1; i < argc; i++) {
        gboolean taken = FALSE;
        for (gsize k = 0; k < G_N_ELEMENTS(known) && !taken; k++) {
            gboolean missing = FALSE;
            const char *value = global_value(known[k].name, argv, argc, &i, &missing);
            if (missing)
                ret->lacking = known[k].name;
            if (value != NULL)
                *known[k].value = value;
            taken = value != NULL;
        }
        if (taken)
            continue;
        if (g_str_equal(argv[i], "--help") || g_str_equal(argv[i], "-h"))
            ret->help = TRUE;
        else if (g_str_equal(argv[i], "--version"))
            ret->version = TRUE;
        else if (g_str_equal(argv[i], "--")) {
            for (; i < argc; i++)
                g_ptr_array_add(ret->words, argv[i]);
        } else
            g_ptr_array_add(ret->words, argv[i]);
    }
}

/* gettext answers an empty text with its own header. */
const char *
run_cli_usage(const Command *command)
{
    return *command->usage != '\0' ? _(command->usage) : "";
}

static const Command *
find_command(GPtrArray *words, guint *ret_used)
{
    const Command *found = NULL;
    *ret_used = 0;
    for (guint n = MIN(words->len, 2); n > 0 && found == NULL; n--) {
        g_autofree char *name = n == 2 ? g_strdup_printf("%s %s", (char *)words->pdata[0], (char *)words->pdata[1])
                                       : g_strdup(words->pdata[0]);
        for (const Command *const *command = run_commands; *command != NULL && found == NULL; command++)
            if (g_str_equal((*command)->name, name)) {
                found = *command;
                *ret_used = n;
            }
    }
    return found;
}

static int
unknown_command(GPtrArray *words, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    gboolean is_noun = FALSE;
    for (const Command *const *command = run_commands; *command != NULL; command++) {
        g_ptr_array_add(names, (gpointer)(*command)->name);
        g_autofree char *noun = g_strconcat(words->pdata[0], " ", NULL);
        is_noun = is_noun || g_str_has_prefix((*command)->name, noun);
    }
    g_ptr_array_add(names, NULL);
    g_autofree char *text = is_noun && words->len > 1 ? g_strdup_printf("%s %s", (char *)words->pdata[0], (char *)words->pdata[1])
                                                      : g_strdup(words->pdata[0]);
    if (is_noun && words->len == 1)
        return run_cli_misuse(error, _("%s: say what to do with it (`cadens help %s`)"), text, text);
    const char *nearest = text_nearest(text, (const char *const *)names->pdata);
    if (nearest != NULL)
        return run_cli_misuse(error, _("no command %s (did you mean %s?); `cadens help` lists them"), text, nearest);
    return run_cli_misuse(error, _("no command %s; `cadens help` lists them"), text);
}

/* "account= from= rows": TRUE if NAME is there; *RET_VALUE whether it takes a value. */
static gboolean
option_known(const Command *command, const char *name, gsize length, gboolean *ret_value)
{
    for (const char *at = command->options; at != NULL && *at != '\0';) {
        gsize word = strcspn(at, " ");
        gboolean takes = word > 0 && at[word - 1] == '=';
        if (word - takes == length && strncmp(at, name, length) == 0) {
            *ret_value = takes;
            return TRUE;
        }
        at += word + strspn(at + word, " ");
    }
    return FALSE;
}

static gboolean
read_option(Cli *cli, const Command *command, GPtrArray *words, guint *i, GError **error)
{
    const char *word = (const char *)words->pdata[*i] + 2;
    gsize length = strcspn(word, "=");
    gboolean takes = FALSE;
    g_autofree char *name = g_strndup(word, length);
    if (!option_known(command, word, length, &takes))
        return run_cli_misuse(error, _("%s has no option --%s (usage: cadens %s %s)"), command->name, name, command->name, run_cli_usage(command)), FALSE;
    const char *value = word[length] == '=' ? word + length + 1 : NULL;
    if (takes && value == NULL) {
        if (*i + 1 >= words->len)
            return run_cli_misuse(error, _("--%s needs a value"), name), FALSE;
        value = words->pdata[++*i];
    }
    if (!takes && value != NULL)
        return run_cli_misuse(error, _("--%s takes no value"), name), FALSE;
    g_ptr_array_add(cli->values, g_strdup(name));
    g_ptr_array_add(cli->values, g_strdup(value != NULL ? value : ""));
    g_hash_table_replace(cli->options, g_steal_pointer(&name), g_strdup(value != NULL ? value : ""));
    return TRUE;
}

static gboolean
read_words(Cli *cli, const Command *command, GPtrArray *words, guint from, GError **error)
{
    gboolean only_args = FALSE;
    for (guint i = from; i < words->len; i++) {
        const char *word = words->pdata[i];
        if (!only_args && g_str_equal(word, "--")) {
            only_args = TRUE;
        } else if (!only_args && g_str_has_prefix(word, "--")) {
            if (!read_option(cli, command, words, &i, error))
                return FALSE;
        } else if (!only_args && word[0] == '-' && g_ascii_isalpha(word[1])) {
            return run_cli_misuse(error, _("%s has no option %s (usage: cadens %s %s)"), command->name, word, command->name, run_cli_usage(command)), FALSE;
        } else {
            g_ptr_array_add(cli->args, g_strdup(word));
        }
    }
    if ((int)cli->args->len < command->min || (command->max >= 0 && (int)cli->args->len > command->max))
        return run_cli_misuse(error, _("usage: cadens %s %s"), command->name, run_cli_usage(command)), FALSE;
    return TRUE;
}

/* --- getting ready ------------------------------------------------------------------------------------------------------ */

static gboolean
read_now(Cli *cli, const char *text, GError **error)
{
    cli->now = clock_now();
    if (text == NULL)
        return TRUE;
    gint32 day;
    cli->has_now = TRUE;
    if (day_parse(text, &day)) /* said exactly: what "tomorrow" is depends on it */
        cli->now = calendar_day_start(cli->profile->calendar, day);
    else if (!g_str_equal(text, "now") && !clock_parse_instant(text, calendar_zone(cli->profile->calendar), &cli->now, NULL))
        return run_cli_misuse(error, _("%s: no instant (2026-03-31T12:00:00+02:00)"), text), FALSE;
    return TRUE;
}

static gboolean
read_format(Cli *cli, const char *format, GError **error)
{
    cli->format = format;
    cli->print.format = PRINT_TEXT;
    gboolean is_known = format == NULL || present_format_parse(format, &cli->print.format);
    if (is_known && cli->print.format == PRINT_XLSX && isatty(STDOUT_FILENO))
        return run_cli_misuse(error, _("--format xlsx: a workbook is for a file: > FILE.xlsx")), FALSE;
    if (is_known)
        return TRUE;
    gboolean is_special = g_str_equal(format, "html") || g_str_equal(format, "waybar") || g_str_equal(format, "i3blocks");
    if (is_special && strstr(cli->command->usage, format) != NULL)
        return TRUE; /* of the commands whose usage names it */
    return run_cli_misuse(error, _("--format %s: is text, json, csv or xlsx"), format), FALSE;
}

static gboolean
check_lang(const char *lang, GError **error)
{
    if (lang == NULL || g_str_equal(lang, "sv") || g_str_equal(lang, "en"))
        return TRUE;
    return run_cli_misuse(error, _("--lang %s: is sv or en"), lang), FALSE;
}

static void
read_terminal(Cli *cli)
{
    struct winsize size = { 0 };
    if (!isatty(STDOUT_FILENO))
        return;
    const char *term = g_getenv("TERM");
    cli->print.width = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
    cli->print.colour = g_getenv("NO_COLOR") == NULL && term != NULL && !g_str_equal(term, "dumb");
}

/* A page does not depend on the locale (00 §3): without a language in the configuration or the call it is in the default one. */
static gboolean
is_reader_swedish(const Cli *cli)
{
    const Profile *profile = cli->profile;
    gboolean is_asked_for = cli->lang != NULL || (profile != NULL && config_text(profile->config, "ui", "language") != NULL);
    if (cli->format != NULL && g_str_equal(cli->format, "html") && !is_asked_for)
        return TRUE;
    return profile != NULL ? profile->swedish : run_profile_is_swedish(NULL, cli->lang);
}

/* What programs read is never translated. */
static gboolean
is_for_programs(const Cli *cli)
{
    return cli->format != NULL && (g_str_equal(cli->format, "json") || g_str_equal(cli->format, "csv"));
}

/* The language of all that follows, misuse too: that of the configuration, as far as it can be read. */
static void
speak(Cli *cli)
{
    gboolean swedish = is_reader_swedish(cli);
    cli->print.swedish = swedish && !is_for_programs(cli);
    if (cli->profile != NULL)
        cli->profile->swedish = swedish;
    run_profile_speak(cli->print.swedish);
}

void
run_cli_speak_to_people(const Cli *cli, gboolean are_listening)
{
    run_profile_speak(are_listening ? is_reader_swedish(cli) : cli->print.swedish);
}

static gboolean
check_profile(Cli *cli, const GPtrArray *problems)
{
    for (guint i = 0; i < problems->len; i++)
        g_printerr("%s\n", (char *)problems->pdata[i]);
    if (cli->profile == NULL)
        return FALSE;
    cli->print.zone = calendar_zone(cli->profile->calendar);
    return TRUE;
}

/* Meetings that have ended since the database was last looked at are no touchpoints yet; a reader sees to that first, where it can write. */
static void
wake_store(const Cli *cli, KeepDb *db)
{
    static const char ASLEEP[] =
        "SELECT 1 FROM meeting m, (SELECT COALESCE(MAX(CAST(value AS INTEGER)), 0) AS until FROM setting WHERE key = 'settled.until') x "
        "WHERE m.dirty = 0 AND m.start_at > x.until - 864000 AND m.start_at <= :now AND m.end_at > x.until AND m.end_at <= :now LIMIT 1";
    gint64 one;
    gboolean is_asleep = FALSE;
    if (!keep_db_int(db, ASLEEP, BIND(KI("now", cli->now)), &one, &is_asleep, NULL) || !is_asleep)
        return;
    g_autoptr(Engine) engine = run_engine_open(cli->profile, cli->has_now ? cli->now : 0, NULL);
    if (engine != NULL)
        run_engine_wake(engine, NULL);
}

/* A database that is not there yet is made, and an older one brought up to date, so that every question has an answer from the first day.
 * A database that cannot be written (a read-only disk, another owner) can still be read. */
static gboolean
open_store(Cli *cli, CommandNeeds needs, KeepDb **ret_db, GError **error)
{
    if (needs == NEEDS_READ && g_file_test(cli->profile->store_path, G_FILE_TEST_EXISTS)) {
        g_autoptr(GError) failure = NULL;
        *ret_db = keep_db_open(cli->profile->store_path, KEEP_READ_ONLY, &failure);
        gboolean is_older = g_error_matches(failure, CADENS_ERROR, CADENS_ERROR_REFUSED);
        if (*ret_db == NULL && !is_older) {
            g_propagate_error(error, g_steal_pointer(&failure));
            return FALSE;
        }
    }
    if (*ret_db != NULL) {
        wake_store(cli, *ret_db);
        cli->measure = (MeasureContext){ *ret_db, cli->profile->calendar, cli->profile->config, cli->now, 0, NULL };
    } else {
        cli->engine = run_engine_open(cli->profile, cli->has_now ? cli->now : 0, error);
        if (cli->engine == NULL)
            return FALSE;
        cli->measure = run_engine_measure(cli->engine);
        cli->measure.now = cli->now;
    }
    return needs != NEEDS_READ ||
           measure_episode_as_of(cli->measure.db, cli->profile->calendar, cli->profile->config, cli->now, error);
}

static void
cli_clear(Cli *cli)
{
    run_engine_free(cli->engine);
    run_profile_free(cli->profile);
    g_ptr_array_unref(cli->args);
    g_ptr_array_unref(cli->values);
    g_hash_table_unref(cli->options);
}

/* On the standard error there are people, whatever the answer is for. */
static int
report(const Cli *cli, const GError *error)
{
    g_autofree char *stored = wording_of(error->message);
    gboolean is_known = !g_str_equal(stored, error->message);
    run_cli_speak_to_people(cli, TRUE);
    g_autofree char *text = is_known ? wording_show(stored) : g_strdup(error->message);
    g_printerr("cadens: %s\n", text);
    return run_exit_status(error);
}

static int
print_version(GError **error)
{
    puts("cadens " PACKAGE_VERSION);
    return present_flush(stdout, error) ? EXIT_DONE : -1;
}

static int
run_command(Cli *cli, const Command *command, CommandRun run, GError **error)
{
    g_autoptr(KeepDb) reader = NULL;
    if (command->needs >= NEEDS_READ && !open_store(cli, command->needs, &reader, error))
        return -1;
    int status = run(cli, error);
    return *error != NULL || present_flush(stdout, error) ? status : -1;
}

static int
call(Cli *cli, const Globals *globals, GError **error)
{
    guint used = 0;
    if (globals->lacking != NULL)
        return run_cli_misuse(error, _("--%s needs a value"), globals->lacking);
    if (globals->words->len == 0)
        g_ptr_array_add(globals->words, (gpointer) "help");
    const Command *command = find_command(globals->words, &used);
    if (command == NULL)
        return unknown_command(globals->words, error);
    cli->command = command;
    if (!read_words(cli, command, globals->words, used, error) || !read_format(cli, globals->format, error) || !check_lang(globals->lang, error))
        return -1;
    if (command->run == NULL && globals->collecting == NULL)
        return run_collect_become(globals->argv, error);
    speak(cli);
    if (command->needs != NEEDS_NOTHING && !check_profile(cli, globals->problems))
        return EXIT_CONFIGURATION;
    if (command->needs != NEEDS_NOTHING && !read_now(cli, globals->now, error))
        return -1;
    read_terminal(cli);
    return run_command(cli, command, command->run != NULL ? command->run : globals->collecting(command), error);
}

int
run_cli_main(int argc, char **argv, CommandRun (*collecting)(const Command *command))
{
    run_signals_ignore();
    run_log_begin("cadens");
    g_autoptr(GPtrArray) words = g_ptr_array_new(), problems = g_ptr_array_new_with_free_func(g_free);
    Globals globals = { .words = words, .problems = problems, .argv = argv, .collecting = collecting };
    Cli cli = { .args = g_ptr_array_new_with_free_func(g_free), .values = g_ptr_array_new_with_free_func(g_free),
                .options = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free) };
    g_autoptr(GError) error = NULL;
    read_globals(argc, argv, &globals);
    cli.config_file = globals.config_file;
    cli.lang = globals.lang;
    cli.profile = run_profile_load(globals.config_file, globals.lang, problems);
    speak(&cli);
    if (globals.help)
        g_ptr_array_insert(words, 0, (gpointer) "help");
    int status = globals.version ? print_version(&error) : call(&cli, &globals, &error);
    if (error != NULL) {
        report(&cli, error);
        status = run_exit_status(error);
    }
    cli_clear(&cli);
    return status;
}
