/* SPDX-License-Identifier: MIT
 * The password or access token of a source: from a command or a private file, in memory only as long as needed. */
#pragma once
#include "collect/source.h"

#define SECRET_SECONDS 30
#define SECRET_MAX 65536 /* bytes */

/* The first line that COMMAND prints (argv by shell quoting rules, no shell, SECRET_SECONDS), or else the first line of FILE. OWNER
 * names the source in messages. ASK_USER: none is set, the command fails or prints nothing; TRY_LATER: it takes too long; BAD_INPUT:
 * the file cannot be read or others can read it, the command is not quoted properly. Free with collect_secret_free. */
char *collect_secret_read(const char *owner, const char *command, const char *file, GCancellable *cancellable, GError **error);
void collect_secret_free(char *secret); /* wipes it */
