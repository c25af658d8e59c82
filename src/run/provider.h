/* SPDX-License-Identifier: MIT
 * Mail providers that many people have, so that setup need not ask what everybody answers alike. */
#pragma once
#include <glib.h>

typedef enum {
    PROVIDER_PASSWORD,     /* that of the account */
    PROVIDER_APP_PASSWORD, /* one made in the account's settings */
    PROVIDER_TOKEN,        /* access tokens only */
    PROVIDER_BRIDGE,       /* a program on this computer, with a password of its own */
} ProviderLogin;
typedef struct {
    const char *domains; /* separated by blanks */
    const char *name;
    const char *host;
    int port;
    const char *tls;     /* "implicit", "starttls" */
    ProviderLogin login;
} Provider;
/* The provider of mail addresses in DOMAIN (lower-case), or NULL. Static. */
const Provider *run_provider_find(const char *domain);
