/* SPDX-License-Identifier: MIT
 * The configuration: one option table from which the parser, `config list`, the example file and the man page are made or
 * checked (spec 00 §2, 10 §10.2, 17-G). Works on text; `run` reads the files. */
#pragma once
#include <glib.h>
#include "base/address.h"
#include "base/calendar.h"

/* PERCENT is written 60 or 60 % and read as 0.6 by config_real; an empty LIST is a list of nothing. */
typedef enum { OPTION_TEXT, OPTION_INT, OPTION_REAL, OPTION_BOOL, OPTION_LIST, OPTION_CHOICE, OPTION_PERCENT } OptionType;
typedef struct {
    const char *section; /* "mailbox" and "calendar" stand for the named sections [mailbox NAME] */
    const char *key;
    OptionType type;
    const char *standard;  /* default as text; NULL = unset */
    double min, max;       /* INT, REAL; min > max = no limit */
    const char *choices;   /* CHOICE: "a|b|c" */
    const char *help;      /* one English line, translatable */
    gboolean (*check)(const char *text, GError **error); /* what else a value (of a LIST: an item) must be, or NULL */
} Option;
/* The whole table, in the order of documentation. Static. */
const Option *option_table(gsize *ret_n);

typedef struct Config Config;
typedef struct {
    const char *file; /* name for messages */
    const char *text; /* its whole content */
    gboolean is_private; /* mode 0600 or stricter */
    gsize length;     /* bytes of TEXT, so that a NUL in it is seen; 0 = up to the first NUL */
} ConfigLayer;
/* Parses the layers in order (later wins). Every problem is appended to PROBLEMS (of char*, "FILE:LINE: what is wrong
 * (did you mean ...)"); returns NULL if there was any. Checks also what stands between keys: a mailbox of type imap needs host,
 * user and a password command or file, maildir/mbox a path, tls = none only for loopback hosts, a bad address list, time zone or hours, ... */
Config *config_parse(const ConfigLayer *layers, gsize n, GPtrArray *problems);
void config_free(Config *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)
/* Names of the [KIND NAME] sections (KIND "mailbox" or "calendar") in file order. Borrowed, NULL-terminated. */
const char *const *config_sections(const Config *config, const char *kind);
/* SECTION is "business" or "mailbox work". Text is NULL when unset and without default; an empty value counts as unset.
 * Asking for a key that is not in the table is a programming error. Borrowed. */
const char *config_text(const Config *config, const char *section, const char *key);
gint64 config_int(const Config *config, const char *section, const char *key);
double config_real(const Config *config, const char *section, const char *key);
gboolean config_bool(const Config *config, const char *section, const char *key);
const char *const *config_list(const Config *config, const char *section, const char *key);
/* Where the value comes from: "FILE:LINE" or "default". Borrowed. */
const char *config_origin(const Config *config, const char *section, const char *key);

/* The [business] calendar. BAD_INPUT cannot happen with a parsed configuration. */
Calendar *config_calendar(const Config *config, GError **error);
/* A list of addresses and @domains as a set. Caller frees. */
AddressSet *config_addresses(const Config *config, const char *section, const char *key);
/* A path: "~/" is the home directory, a relative one begins beside the file that sets it. NULL when unset. Caller frees. */
char *config_path(const Config *config, const char *section, const char *key);
/* The first day that `backfill` of "mailbox NAME" asks for, DAY_NONE = all. */
gint32 config_backfill_day(const Config *config, const char *section, gint32 today);
/* The value as it may be shown: a password in a URL is masked. NULL when unset. Caller frees. */
char *config_shown(const Config *config, const char *section, const char *key);
/* TEXT with the numbers in force where it names an option ("[stale] days" becomes "14 days", in the language of the moment); what is no number
 * stays as it is. Caller frees. */
char *config_fill(const Config *config, const char *text);
