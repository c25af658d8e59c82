/* SPDX-License-Identifier: MIT
 * The password or access token of a source: from a command or a private file, in memory only as long as needed. */
#pragma once
#include "collect/source.h"

#define SECRET_SECONDS 30
#define SECRET_MAX 65536 /* bytes */

typedef struct { /* borrowed; where it is: the first that is neither NULL nor empty */
    const char *owner;          /* names the source in messages */
    const char *command;        /* its first line of output: argv by shell quoting rules, no shell, SECRET_SECONDS */
    const char *file;           /* its first line; 0600 */
    const char *keyring;        /* attributes, see collect/keyring.h */
    const char *online_account; /* see collect/online-account.h */
    gboolean is_token;          /* an access token is wanted, not a password */
} SecretSource;
/* ASK_USER: none is set, the command fails or prints nothing, the keyring has none; TRY_LATER: it takes too long, the keyring is locked
 * or there is no desktop; BAD_INPUT: the file cannot be read or others can read it, the command is not quoted properly. Free with
 * collect_secret_free. */
char *collect_secret_read(const SecretSource *source, GCancellable *cancellable, GError **error);
/* TRUE if asking again may bring another secret: not for a file. */
gboolean collect_secret_can_renew(const SecretSource *source);
void collect_secret_free(char *secret); /* wipes it */
