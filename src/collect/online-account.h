/* SPDX-License-Identifier: MIT
 * GNOME Online Accounts (org.gnome.OnlineAccounts): mail accounts that the desktop knows, their servers, passwords and access tokens.
 * Spoken over D-Bus without a library. */
#pragma once
#include <gio/gio.h>

typedef struct {
    char *id;       /* of the service */
    char *name;     /* how the settings show it, mostly the address */
    char *address;  /* of the mail, may be NULL */
    char *provider; /* "Google"; may be NULL */
    char *host, *user; /* of IMAP; may be NULL: a provider without IMAP (Microsoft Graph) */
    gboolean is_starttls; /* else TLS from the start */
    gboolean is_token; /* OAuth 2.0: an access token, else a password */
    gboolean is_off;   /* mail is switched off for it in the settings */
    char *path;     /* of the object */
} OnlineAccount;
void collect_online_account_free(gpointer account);
/* Every account with mail, by name; TRY_LATER without a service. (of OnlineAccount*, owned) */
GPtrArray *collect_online_accounts(const char *owner, GCancellable *cancellable, GError **error);
/* The access token, or (unless IS_TOKEN) the password, of the account called NAME: its id, its name or its address. The service renews a
 * token that has run out. ASK_USER: no such account, switched off, it must be signed in to again in the settings, or it has the
 * other kind of secret; TRY_LATER: no service, no network. Free with collect_secret_free. */
char *collect_online_account_read(const char *owner, const char *name, gboolean is_token, GCancellable *cancellable, GError **error);
