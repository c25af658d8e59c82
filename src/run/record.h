/* SPDX-License-Identifier: MIT
 * list, show, add, edit and remove of the nouns whose CSV says all: what is listed is the export, what is added is a row of the import, and
 * an edit is the row exported, changed and imported again (spec 00 §3, §5). */
#pragma once
#include "run/entry.h"

typedef struct {
    const char *noun;      /* first word of the commands */
    const ImportKind *kind;
    const char *table;     /* of keep */
    const char *key;       /* the column that names one */
    const char *arguments; /* columns that `add` takes as arguments, separated by blanks */
    const char *defaults;  /* "status=draft date=today": columns of a new one that may be left out */
    const char *parts;     /* columns that tell rows of one key apart; NULL = the key does */
} Record;
/* Of the command that is called. Static. */
const Record *run_record_of(const Cli *cli);

int run_record_list(Cli *cli, GError **error);
int run_record_show(Cli *cli, GError **error);
int run_record_add(Cli *cli, GError **error);
int run_record_edit(Cli *cli, GError **error);
int run_record_remove(Cli *cli, GError **error);
/* The row that KEY and the options name, as its CSV has it, into ENTRY. NOT_FOUND, or REFUSED when there are several. */
gboolean run_record_load(Cli *cli, const Record *record, const char *key, Entry *entry, GError **error);
/* Saves ENTRY and says KEY. */
int run_record_save(Cli *cli, const char *key, Entry *entry, GError **error);
