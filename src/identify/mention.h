/* SPDX-License-Identifier: MIT
 * Whom a text is about that names nobody as a guest: accounts by their names as whole words. Pure. */
#pragma once
#include <glib.h>

typedef struct IdentifyNames IdentifyNames;
IdentifyNames *identify_names_new(void);
void identify_names_free(IdentifyNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IdentifyNames, identify_names_free)
/* The name without its legal form ("Acme AB" is "Acme"). One of fewer than three letters, or that is also a word of calendars, is left out: it would be
 * found everywhere. */
void identify_names_add(IdentifyNames *names, const char *name, gint64 account_id);
/* Adds to ACCOUNTS (of gint64), each once, those whose name stands in TEXT; a name within a longer one that stands there does not count. */
void identify_names_find(const IdentifyNames *names, const char *text, GArray *accounts);
/* Adds the account to ACCOUNTS (of gint64) unless it is there. */
void identify_names_note(GArray *accounts, gint64 account_id);
