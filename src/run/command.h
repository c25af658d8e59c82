/* SPDX-License-Identifier: MIT
 * A command of the command line: one table entry, one function. */
#pragma once
#include "base/spoken.h"
#include "measure/kpi.h"
#include "present/print.h"
#include "run/engine.h"
#include "run/profile.h"

enum { /* exit status (spec 00 §3, 17-C) */
    EXIT_DONE = 0,
    EXIT_NOTHING = 1,
    EXIT_MISUSE = 2,
    EXIT_LATER = 75,
    EXIT_DENIED = 77,
    EXIT_CONFIGURATION = 78,
};

typedef enum { NEEDS_NOTHING, NEEDS_PROFILE, NEEDS_READ, NEEDS_WRITE } CommandNeeds;

typedef struct Cli Cli;
typedef struct Command Command;
/* Returns the exit status; with ERROR set the status follows from its code. */
typedef int (*CommandRun)(Cli *cli, GError **error);
struct Cli { /* one call, parsed */
    const Command *command;
    Profile *profile;
    Engine *engine;        /* NEEDS_WRITE */
    MeasureContext measure; /* NEEDS_READ and NEEDS_WRITE: as of now, episodes shadowed if now is in the past */
    gint64 now;
    gboolean has_now;      /* --now was given */
    const char *format;    /* as written, or NULL */
    PrintOptions print;
    const char *config_file; /* --config or NULL */
    const char *lang;
    GPtrArray *args;       /* of char*: what follows the command's name */
    GHashTable *options;   /* name -> value ("" for flags) */
    GPtrArray *values;     /* of char*: pairs name, value in order, for options given several times */
};

struct Command {
    const char *name;    /* "kpi", "account add" */
    CommandNeeds needs;
    int min, max;        /* arguments after the name; max -1 = any number */
    const char *options; /* "account= from= to= rows": '=' takes a value */
    const char *usage;   /* "[--account A] [--from D] [--to D]" */
    const char *help;    /* one English line, translatable */
    CommandRun run;      /* NULL: of cadens-collect (run/cmd-collect.h) */
};

/* Every command, NULL-terminated, in the order of the manual. */
extern const Command *const run_commands[];

/* The language of the moment: that of people for what they will read (a page, a letter) beside an answer that is for programs, and back. */
void run_cli_speak_to_people(const Cli *cli, gboolean are_listening);
const char *run_cli_option(const Cli *cli, const char *name); /* NULL if not given */
gboolean run_cli_flag(const Cli *cli, const char *name);
const char *run_cli_arg(const Cli *cli, guint i);             /* NULL beyond the end */
/* A day option as people say it (base/spoken.h); FALSE with MISUSE text in ERROR. DAY_NONE if not given. */
gboolean run_cli_day(const Cli *cli, const char *name, SpokenTense tense, gint32 *ret_day, GError **error);
/* The instant of a text: ISO 8601, a day as people say it (00:00), or "now". */
gboolean run_cli_instant(const Cli *cli, const char *text, SpokenTense tense, gint64 *ret_at, GError **error);
/* Prints one document or table (taken) and returns the status. */
int run_cli_print(Cli *cli, Document *document, GError **error);
int run_cli_print_table(Cli *cli, Table *table, GError **error);
/* The command's usage, translated. */
const char *run_cli_usage(const Command *command);
/* Prints a document of one fact; takes VALUE. */
int run_cli_print_fact(Cli *cli, const char *key, Value *value, GError **error);
/* One line for a person on standard output, unless JSON or CSV was asked for. */
void run_cli_say(const Cli *cli, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Of a command that NEEDS_READ: from here on the database can be written (cli->engine, cli->measure). One that cannot be written now, on a
 * read-only disk or of another owner, is no error: a line with CONSEQUENCE says so, and cli->engine stays NULL. */
gboolean run_cli_try_write(Cli *cli, const char *consequence, GError **error);
/* Sets ERROR for a call that makes no sense and returns EXIT_MISUSE. */
int run_cli_misuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* The status that follows from an error. */
int run_exit_status(const GError *error);
/* A closed pipe and a file beyond the limit of size are errors like any other, not the end of the program. */
void run_signals_ignore(void);
/* COLLECTING finds what the commands without a function of their own do; NULL: another program knows. */
int run_cli_main(int argc, char **argv, CommandRun (*collecting)(const Command *command));
