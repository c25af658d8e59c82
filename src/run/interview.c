/* SPDX-License-Identifier: MIT
 * The questions of setup, in the order in which a person knows the answers. */
#include "run/interview.h"
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include "base/address.h"
#include "base/error.h"
#include "collect/keyring.h"
#include "collect/online-account.h"
#include "collect/secret.h"
#include "run/ask.h"
#include "run/command.h"
#include "run/provider.h"

/* *TEXT by asking, or STANDARD; OPTION names it where neither is possible. */
static gboolean
learn(const Interview *interview, char **text, const char *question, const char *standard, const char *option, GError **error)
{
    if (*text != NULL)
        return TRUE;
    if (interview->can_ask)
        *text = run_ask_text(question, standard, error);
    else if (standard != NULL)
        *text = g_strdup(standard);
    else
        run_cli_misuse(error, _("setup needs --%s when nobody can be asked"), option);
    return *text != NULL;
}

/* --- who --------------------------------------------------------------------------------------------------------------------- */

static gboolean
learn_address(const Interview *interview, GError **error)
{
    Setup *setup = interview->setup;
    for (;;) {
        if (!learn(interview, &setup->address, _("Your mail address"), NULL, "address", error))
            return FALSE;
        char *canonical = address_canonical(setup->address);
        if (canonical == NULL && !interview->can_ask)
            return run_cli_misuse(error, _("--address %s: is no mail address"), setup->address), FALSE;
        if (canonical == NULL)
            g_printerr(_("%s is no mail address.\n"), setup->address);
        g_free(setup->address);
        setup->address = canonical;
        if (canonical != NULL)
            return TRUE;
    }
}

static gboolean
learn_colleagues(const Interview *interview, GError **error)
{
    Setup *setup = interview->setup;
    const char *domain = address_domain(setup->address);
    if (domain_is_freemail(domain) || domain_is_public_suffix(domain))
        setup->is_all_us = FALSE;
    else if (interview->can_ask && !setup->is_all_us) {
        g_autofree char *question = g_strdup_printf(_("Is everybody at %s a colleague, nobody a customer?"), domain);
        return run_ask_yes(question, TRUE, &setup->is_all_us, error);
    }
    return TRUE;
}

gboolean
run_interview_person(const Interview *interview, GError **error)
{
    return learn_address(interview, error) && learn_colleagues(interview, error) &&
           learn(interview, &interview->setup->name, _("Name of the mailbox in Cadens"), "work", "name", error);
}

/* --- where --------------------------------------------------------------------------------------------------------------------- */

static const OnlineAccount *
account_for(GPtrArray *accounts, const Setup *setup)
{
    for (guint i = 0; accounts != NULL && i < accounts->len; i++) {
        const OnlineAccount *account = accounts->pdata[i];
        g_autofree char *canonical = account->address != NULL ? address_canonical(account->address) : NULL;
        const char *wanted = setup->online_account;
        if (account->host == NULL || account->is_off)
            continue;
        if (wanted != NULL ? g_strcmp0(wanted, account->name) == 0 || g_strcmp0(wanted, account->id) == 0 ||
                                 g_strcmp0(wanted, account->address) == 0
                           : g_strcmp0(canonical, setup->address) == 0)
            return account;
    }
    return NULL;
}

static void
set_once(char **text, const char *value)
{
    if (*text == NULL && value != NULL)
        *text = g_strdup(value);
}

/* "host:1143" as people write it; an IPv6 address has more colons. */
static void
split_port(Setup *setup)
{
    char *colon = strchr(setup->host, ':');
    guint64 port;
    if (colon == NULL || strchr(colon + 1, ':') != NULL || !g_ascii_string_to_unsigned(colon + 1, 10, 1, 65535, &port, NULL))
        return;
    if (setup->port == 0)
        setup->port = (int)port;
    *colon = '\0';
}

static void
take_account(Setup *setup, const OnlineAccount *account)
{
    set_once(&setup->online_account, account->address != NULL ? account->address : account->name);
    set_once(&setup->host, account->host);
    set_once(&setup->user, account->user);
    set_once(&setup->tls, account->is_starttls ? "starttls" : "implicit");
    set_once(&setup->auth, account->is_token ? "xoauth2" : "password");
    split_port(setup);
}

static gboolean
has_secret(const Setup *setup)
{
    return setup->password_command != NULL || setup->password_file != NULL || setup->password_secret != NULL ||
           setup->online_account != NULL || setup->password != NULL;
}

/* The desktop may know it all already. */
static gboolean
look_in_accounts(const Interview *interview, GError **error)
{
    Setup *setup = interview->setup;
    if (setup->host != NULL || (has_secret(setup) && setup->online_account == NULL))
        return TRUE;
    g_autoptr(GPtrArray) accounts = collect_online_accounts("setup", NULL, NULL);
    const OnlineAccount *account = account_for(accounts, setup);
    if (account == NULL)
        return TRUE;
    gboolean is_wanted = setup->online_account != NULL;
    if (!is_wanted && interview->can_ask) {
        g_autofree char *question = g_strdup_printf(_("The Online Accounts of the desktop know %s (%s). Use that?"), account->name,
                                                    account->provider != NULL ? account->provider : account->host);
        if (!run_ask_yes(question, TRUE, &is_wanted, error))
            return FALSE;
    }
    if (is_wanted)
        take_account(setup, account);
    return TRUE;
}

static gboolean
is_loopback(const char *host)
{
    g_autoptr(GInetAddress) address = g_inet_address_new_from_string(host);
    return g_str_equal(host, "localhost") || (address != NULL && g_inet_address_get_is_loopback(address));
}

static gboolean
learn_tls(const Interview *interview, GError **error)
{
    static const char *const values[] = { "implicit", "starttls", "none" };
    Setup *setup = interview->setup;
    const char *choices[] = { _("TLS from the start (mostly port 993)"), _("STARTTLS (mostly port 143)"),
                              is_loopback(setup->host) ? _("none, it is on this computer") : NULL, NULL };
    guint chosen = setup->port == 143 || setup->port == 1143 ? 1 : 0;
    if (setup->tls != NULL)
        return TRUE;
    if (interview->can_ask && !run_ask_choice(_("Encryption"), choices, chosen, &chosen, error))
        return FALSE;
    setup->tls = g_strdup(values[chosen]);
    return TRUE;
}

gboolean
run_interview_server(const Interview *interview, GError **error)
{
    Setup *setup = interview->setup;
    if (!look_in_accounts(interview, error))
        return FALSE;
    const char *domain = address_domain(setup->address);
    const Provider *provider = setup->host == NULL ? run_provider_find(domain) : NULL;
    if (provider != NULL) {
        setup->host = g_strdup(provider->host);
        setup->port = setup->port != 0 ? setup->port : provider->port;
        set_once(&setup->tls, provider->tls);
    }
    g_autofree char *guess = g_strconcat("imap.", domain, NULL);
    if (!learn(interview, &setup->host, _("IMAP server"), guess, "host", error))
        return FALSE;
    split_port(setup);
    return learn_tls(interview, error) && learn(interview, &setup->user, _("User name at the server"), setup->address, "user", error);
}

/* --- how ------------------------------------------------------------------------------------------------------------------------ */

typedef enum { KEEP_IN_KEYRING, KEEP_IN_FILE, BY_COMMAND, BY_TOKEN_COMMAND } SecretWay;

static void
give_advice(const Provider *provider)
{
    if (provider == NULL)
        return;
    if (provider->login == PROVIDER_APP_PASSWORD)
        g_printerr(_("%s wants an app password, made in the security settings of the account.\n"), provider->name);
    if (provider->login == PROVIDER_TOKEN)
        g_printerr(_("%s takes access tokens only; cadens.conf(5) names programs that get them.\n"), provider->name);
    if (provider->login == PROVIDER_BRIDGE)
        g_printerr(_("%s needs its Bridge to run on this computer; it shows a password of its own.\n"), provider->name);
}

/* Only what is possible here, in the order of the screen. */
static gboolean
choose_way(const Provider *provider, SecretWay *ret, GError **error)
{
    const char *choices[5] = { NULL };
    SecretWay ways[4];
    guint n = 0, chosen = 0;
    if (collect_keyring_exists()) {
        ways[n] = KEEP_IN_KEYRING;
        choices[n++] = _("a password, kept in the keyring of the desktop");
    }
    ways[n] = KEEP_IN_FILE;
    choices[n++] = _("a password, kept in a file that only you can read");
    ways[n] = BY_COMMAND;
    choices[n++] = _("a command that prints the password");
    ways[n] = BY_TOKEN_COMMAND;
    choices[n++] = _("a command that prints an access token (OAuth 2.0)");
    if (provider != NULL && provider->login == PROVIDER_TOKEN)
        chosen = n - 1;
    if (!run_ask_choice(_("Sign in with"), choices, chosen, &chosen, error))
        return FALSE;
    *ret = ways[chosen];
    return TRUE;
}

static gboolean
ask_secret(Setup *setup, SecretWay way, GError **error)
{
    if (way == BY_COMMAND || way == BY_TOKEN_COMMAND) {
        setup->password_command = run_ask_text(_("Command"), NULL, error);
        set_once(&setup->auth, way == BY_TOKEN_COMMAND ? "xoauth2" : "password");
        return setup->password_command != NULL;
    }
    g_autofree char *question = g_strdup_printf(_("Password of %s"), setup->user);
    setup->password = run_ask_secret(question, error);
    setup->in_keyring = way == KEEP_IN_KEYRING;
    set_once(&setup->auth, "password");
    return setup->password != NULL;
}

gboolean
run_interview_secret(const Interview *interview, GError **error)
{
    Setup *setup = interview->setup;
    if (has_secret(setup)) {
        set_once(&setup->auth, "password");
        return TRUE;
    }
    if (!interview->can_ask)
        return run_cli_misuse(error, _("setup needs --%s when nobody can be asked"), "password-command"), FALSE;
    const Provider *provider = run_provider_find(address_domain(setup->address));
    SecretWay way;
    give_advice(provider);
    return choose_way(provider, &way, error) && ask_secret(setup, way, error);
}

gboolean
run_interview_feed(const Interview *interview, GError **error)
{
    Setup *setup = interview->setup;
    if (setup->feed != NULL || !interview->can_ask)
        return TRUE;
    g_autofree char *answer = run_ask_text(_("Address of your calendar as an iCalendar feed, if you have one"), "-", error);
    if (answer == NULL)
        return FALSE;
    if (!g_str_equal(answer, "-"))
        setup->feed = g_steal_pointer(&answer);
    return TRUE;
}
