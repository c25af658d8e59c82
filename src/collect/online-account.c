/* SPDX-License-Identifier: MIT
 * Accounts are objects below one manager; what each can do is told by its interfaces. */
#include "collect/online-account.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "base/text.h"
#include "collect/secret-bus.h"

#define NAME "org.gnome.OnlineAccounts"
#define PATH "/org/gnome/OnlineAccounts"
#define ACCOUNT NAME ".Account"
#define MAIL NAME ".Mail"
#define OAUTH2 NAME ".OAuth2Based"
#define PASSWORD NAME ".PasswordBased"

void
collect_online_account_free(gpointer data)
{
    OnlineAccount *account = data;
    g_free(account->id);
    g_free(account->name);
    g_free(account->address);
    g_free(account->provider);
    g_free(account->host);
    g_free(account->user);
    g_free(account->path);
    g_free(account);
}

/* INTERFACES is a{sa{sv}}. Caller unrefs; NULL if the object has no such interface. */
static GVariant *
properties_of(GVariant *interfaces, const char *interface)
{
    return g_variant_lookup_value(interfaces, interface, G_VARIANT_TYPE("a{sv}"));
}

static char *
text_of(GVariant *properties, const char *key)
{
    char *text = NULL;
    if (g_variant_lookup(properties, key, "s", &text) && *text)
        return text;
    g_free(text);
    return NULL;
}

static gboolean
is_true(GVariant *properties, const char *key)
{
    gboolean value = FALSE;
    return g_variant_lookup(properties, key, "b", &value) && value;
}

/* NULL if it has no mail. */
static OnlineAccount *
account_of(const char *path, GVariant *interfaces)
{
    g_autoptr(GVariant) account = properties_of(interfaces, ACCOUNT),
                        mail = properties_of(interfaces, MAIL);
    g_autoptr(GVariant) oauth2 = properties_of(interfaces, OAUTH2);
    if (!account || !mail)
        return NULL;
    OnlineAccount *one = g_new0(OnlineAccount, 1);
    one->path = g_strdup(path);
    one->id = text_of(account, "Id");
    one->name = text_of(account, "PresentationIdentity");
    one->provider = text_of(account, "ProviderName");
    one->address = text_of(mail, "EmailAddress");
    one->host = text_of(mail, "ImapHost");
    one->user = text_of(mail, "ImapUserName");
    one->is_starttls = is_true(mail, "ImapUseTls") && !is_true(mail, "ImapUseSsl");
    one->is_token = oauth2 != NULL;
    one->is_off = is_true(account, "MailDisabled");
    if (!one->name)
        one->name = g_strdup(one->address ? one->address : one->id ? one->id : path);
    return one;
}

/* Takes WHY. */
static gboolean
explain(const char *owner, const char *name, GError *why, GError **error)
{
    if (g_error_matches(why, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
        g_propagate_error(error, why);
        return FALSE;
    }
    g_autofree char *remote = g_dbus_error_get_remote_error(why);
    gboolean is_absent = collect_secret_bus_is_absent(why);
    g_dbus_error_strip_remote_error(why);
    g_autofree char *said = text_clean_line(why->message, -1, 200);
    g_error_free(why);
    if (is_absent)
        return fail(error, FAIL_TRY_LATER,
                    N_("%s: GNOME Online Accounts does not answer on the session bus"), owner);
    if (g_strcmp0(remote, NAME ".Error.NotAuthorized") == 0)
        return fail(
            error, FAIL_ASK_USER,
            N_("%s: sign in to %s again in the settings of the desktop, Online Accounts: %s"), owner,
            name, said);
    return fail(error, FAIL_TRY_LATER, N_("%s: GNOME Online Accounts says: %s"), owner, said);
}

static GVariant *
call(GDBusConnection *bus, const char *owner, const char *name, const char *path,
     const char *method, GVariant *arguments, const char *type, GCancellable *cancellable,
     GError **error)
{
    GError *why = NULL;
    GVariant *answer =
        collect_secret_bus_call(bus, NAME, path, method, arguments, type, cancellable, &why);
    if (why)
        explain(owner, name, why, error);
    return answer;
}

static int
by_name(gconstpointer a, gconstpointer b)
{
    const OnlineAccount *one = *(OnlineAccount *const *)a, *other = *(OnlineAccount *const *)b;
    return strcmp(one->name, other->name);
}

static GPtrArray *
list(GDBusConnection *bus, const char *owner, GCancellable *cancellable, GError **error)
{
    g_autoptr(GVariant) answer =
        call(bus, owner, "", PATH, "org.freedesktop.DBus.ObjectManager.GetManagedObjects", NULL,
             "(a{oa{sa{sv}}})", cancellable, error);
    if (!answer)
        return NULL;
    GPtrArray *accounts = g_ptr_array_new_with_free_func(collect_online_account_free);
    GVariantIter *objects;
    const char *path;
    GVariant *interfaces;
    g_variant_get(answer, "(a{oa{sa{sv}}})", &objects);
    while (g_variant_iter_loop(objects, "{&o@a{sa{sv}}}", &path, &interfaces)) {
        OnlineAccount *account = account_of(path, interfaces);
        if (account)
            g_ptr_array_add(accounts, account);
    }
    g_variant_iter_free(objects);
    g_ptr_array_sort(accounts, by_name);
    return accounts;
}

GPtrArray *
collect_online_accounts(const char *owner, GCancellable *cancellable, GError **error)
{
    g_autoptr(GDBusConnection) bus = collect_secret_bus(owner, error);
    return bus ? list(bus, owner, cancellable, error) : NULL;
}

static const OnlineAccount *
find(GPtrArray *accounts, const char *name)
{
    for (guint i = 0; i < accounts->len; i++) {
        const OnlineAccount *account = accounts->pdata[i];
        if (g_strcmp0(account->id, name) == 0 || g_strcmp0(account->name, name) == 0 ||
            g_strcmp0(account->address, name) == 0)
            return account;
    }
    return NULL;
}

static gboolean
check(const OnlineAccount *account, const char *owner, const char *name, gboolean is_token,
      GError **error)
{
    if (!account)
        return fail(error, FAIL_ASK_USER,
                    N_("%s: no mail account %s among the Online Accounts of the desktop"), owner,
                    name);
    if (account->is_off)
        return fail(
            error, FAIL_ASK_USER,
            N_("%s: mail is switched off for %s in the settings of the desktop, Online Accounts"),
            owner, name);
    if (account->is_token && !is_token)
        return fail(error, FAIL_ASK_USER,
                    N_("%s: the online account %s gives access tokens: set auth = xoauth2"), owner,
                    name);
    if (!account->is_token && is_token)
        return fail(error, FAIL_ASK_USER,
                    N_("%s: the online account %s has a password: set auth = password"), owner,
                    name);
    return TRUE;
}

/* Without EnsureCredentials the service hands out a token that has run out. */
static char *
ask(GDBusConnection *bus, const char *owner, const char *name, const OnlineAccount *account,
    GCancellable *cancellable, GError **error)
{
    char *secret = NULL;
    g_autoptr(GVariant) ensured =
        call(bus, owner, name, account->path, ACCOUNT ".EnsureCredentials", NULL, "(i)",
             cancellable, error);
    if (!ensured)
        return NULL;
    g_autoptr(GVariant) answer =
        account->is_token ? call(bus, owner, name, account->path, OAUTH2 ".GetAccessToken", NULL,
                                 "(si)", cancellable, error)
                          : call(bus, owner, name, account->path, PASSWORD ".GetPassword",
                                 g_variant_new("(s)", "imap-password"), "(s)", cancellable, error);
    if (answer)
        g_variant_get_child(answer, 0, "s", &secret);
    return secret;
}

char *
collect_online_account_read(const char *owner, const char *name, gboolean is_token,
                            GCancellable *cancellable, GError **error)
{
    g_autoptr(GDBusConnection) bus = collect_secret_bus(owner, error);
    g_autoptr(GPtrArray) accounts = bus ? list(bus, owner, cancellable, error) : NULL;
    if (!accounts)
        return NULL;
    const OnlineAccount *account = find(accounts, name);
    return check(account, owner, name, is_token, error)
               ? ask(bus, owner, name, account, cancellable, error)
               : NULL;
}
