/* SPDX-License-Identifier: MIT
 * The insides of a Config, for the files that fill and check it; everybody else uses base/option.h.
 */
#pragma once
#include "base/option.h"

typedef struct { /* one key as a file sets it */
    const Option *option;
    char *text;   /* NULL = set to nothing, that is unset */
    char **list;  /* LIST only */
    char *origin; /* "FILE:LINE" */
    guint layer;
    int line;
} Setting;

typedef struct {      /* one section over all layers */
    char *name;       /* "business", "mailbox work" */
    const char *kind; /* "business", "mailbox"; static */
    guint layer;      /* where it stands last */
    int line;
    GPtrArray *settings; /* of Setting* */
} Section;

struct Config {
    GPtrArray *sections;              /* of Section*, in order of first appearance */
    char ***standards;                /* of char**, by index of the option table: default lists */
    GPtrArray *mailboxes, *calendars; /* of char*, borrowed names, NULL-terminated */
};

Section *config_section_find(const Config *config, const char *name);
Setting *config_setting_find(const Section *section, const char *key);
void config_setting_free(gpointer setting);
void config_section_free(gpointer section);

typedef struct { /* problems are found out of order and told in order */
    guint layer;
    int line;
    char *text;
} ConfigProblem;

/* Reads one layer into CONFIG; problems go to PROBLEMS (of ConfigProblem). */
void config_scan(Config *config, const ConfigLayer *layer, guint index, GArray *problems);
/* What stands between keys: a missing host, encryption switched off, a secret in a public file. */
void config_check(const Config *config, const ConfigLayer *layers, GArray *problems);
void config_problem(GArray *problems, guint layer, int line, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
