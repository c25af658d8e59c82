/* SPDX-License-Identifier: MIT
 * What setup has learned of a new mailbox, the text that it becomes, and whether it works. */
#pragma once
#include <gio/gio.h>

typedef struct { /* NULL = not (yet) known; all owned */
    char *name;     /* of the mailbox */
    char *address;
    gboolean is_all_us; /* everyone at the domain of the address is us */
    char *host, *tls, *user, *auth;
    int port;       /* 0 = by tls */
    char *password_command, *password_file, *password_secret, *online_account; /* one of them */
    char *password;  /* typed just now; it must be kept somewhere before one of the four above is known */
    gboolean in_keyring; /* there; else in a file */
    char *ca_file, *backfill;
    char *feed;     /* address of a calendar; NULL = none */
} Setup;
void run_setup_clear(Setup *setup);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Setup, run_setup_clear)

/* The text of a configuration with the mailbox (and the feed) in it: added to OLD, or (NULL) a new one. Everything else in OLD stays as it
 * is. REFUSED: OLD has a mailbox of that name; BAD_INPUT: the result would be no good configuration. FILE is its name in messages. */
char *run_setup_compose(const Setup *setup, const char *old, const char *file, GError **error);
/* Signs in and lists the folders that would be read (of char*, NULL-terminated, for people; caller frees). RET_HAS_SENT FALSE: no sent mail
 * among them. Errors as collect_imap_probe. */
char **run_setup_try_mailbox(const Setup *setup, gboolean *ret_has_sent, GError **error);
/* Fetches the calendar. Errors as collect_feed_fetch. */
gboolean run_setup_try_feed(const Setup *setup, GError **error);
