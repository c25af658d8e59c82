/* SPDX-License-Identifier: MIT
 * The Secret Service interface, its part that is needed: sessions, search, secrets, new items. The
 * session is "plain": the bus is private to the user, and who can listen there can ask as well. */
#include "collect/keyring.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "base/session.h"
#include "base/text.h"
#include "collect/secret-bus.h"

#define NAME "org.freedesktop.secrets"
#define PATH "/org/freedesktop/secrets"
#define SERVICE "org.freedesktop.Secret.Service."
#define DEFAULT_KEYRING PATH "/aliases/default"

typedef struct {
    const char *owner;
    GDBusConnection *bus;
    char *session; /* object path */
    GCancellable *cancellable;
} Keyring;

static void
keyring_clear(Keyring *keyring)
{
    if (keyring->session)
        g_dbus_connection_call(keyring->bus, NAME, keyring->session,
                               "org.freedesktop.Secret.Session", "Close", NULL, NULL,
                               G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
    g_free(keyring->session);
    g_clear_object(&keyring->bus);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Keyring, keyring_clear)

/* Takes WHY. */
static gboolean
explain(const Keyring *keyring, GError *why, GError **error)
{
    gboolean is_cancelled = g_error_matches(why, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    if (is_cancelled) {
        g_propagate_error(error, why);
        return FALSE;
    }
    if (collect_secret_bus_is_absent(why)) {
        g_error_free(why);
        return fail(error, FAIL_TRY_LATER, N_("%s: no keyring answers on the session bus"),
                    keyring->owner);
    }
    g_dbus_error_strip_remote_error(why);
    g_autofree char *said = text_clean_line(why->message, -1, 200);
    g_error_free(why);
    return fail(error, FAIL_TRY_LATER, N_("%s: the keyring says: %s"), keyring->owner, said);
}

static GVariant *
call(const Keyring *keyring, const char *path, const char *method, GVariant *arguments,
     const char *type, GError **error)
{
    GError *why = NULL;
    GVariant *answer = collect_secret_bus_call(keyring->bus, NAME, path, method, arguments, type,
                                               keyring->cancellable, &why);
    if (why)
        explain(keyring, why, error);
    return answer;
}

static gboolean
open_session(Keyring *keyring, GError **error)
{
    keyring->bus = collect_secret_bus(keyring->owner, error);
    if (!keyring->bus)
        return FALSE;
    g_autoptr(GVariant) answer =
        call(keyring, PATH, SERVICE "OpenSession",
             g_variant_new("(sv)", "plain", g_variant_new_string("")), "(vo)", error);
    if (answer)
        g_variant_get(answer, "(vo)", NULL, &keyring->session);
    return answer != NULL;
}

/* a{ss}, floating; NULL if TEXT is no list of pairs. */
static GVariant *
read_attributes(const char *owner, const char *text, GError **error)
{
    g_auto(GStrv) words = NULL;
    int n = 0;
    if (!g_shell_parse_argv(text, &n, &words, NULL) || n % 2 != 0)
        return fail(error, FAIL_BAD_INPUT,
                    N_("%s: password_secret: not pairs of attribute and value"), owner),
               NULL;
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("a{ss}"));
    for (int i = 0; i < n; i += 2) {
        g_autofree char *key = g_utf8_make_valid(words[i], -1),
                        *value = g_utf8_make_valid(words[i + 1], -1);
        g_variant_builder_add(&builder, "{ss}", key, value);
    }
    return g_variant_builder_end(&builder);
}

/* The first item that is unlocked; NULL with the error saying whether another one is locked. */
static char *
find_item(const Keyring *keyring, GVariant *attributes, const char *text, GError **error)
{
    g_autoptr(GVariant) answer = call(keyring, PATH, SERVICE "SearchItems",
                                      g_variant_new("(@a{ss})", attributes), "(aoao)", error);
    if (!answer)
        return NULL;
    g_autoptr(GVariant) unlocked = g_variant_get_child_value(answer, 0);
    g_autoptr(GVariant) locked = g_variant_get_child_value(answer, 1);
    char *item = NULL;
    if (g_variant_n_children(unlocked) > 0)
        g_variant_get_child(unlocked, 0, "o", &item);
    else if (g_variant_n_children(locked) > 0)
        fail(error, FAIL_TRY_LATER,
             N_("%s: the keyring is locked; unlock it, or log in to the desktop"), keyring->owner);
    else
        fail(error, FAIL_ASK_USER, N_("%s: the keyring has no password with the attributes %s"),
             keyring->owner, text);
    return item;
}

/* The first line, as from a command or a file. */
static char *
take_secret(const Keyring *keyring, GVariant *answer, GError **error)
{
    g_autoptr(GVariant) bytes = NULL;
    gsize length = 0;
    g_variant_get(answer, "((o@ay@ay@s))", NULL, NULL, &bytes, NULL);
    const char *data = g_variant_get_fixed_array(bytes, &length, 1);
    gsize n = 0;
    while (n < length && !strchr("\r\n", data[n])) /* a NUL ends it, too */
        n++;
    if (n == 0)
        return fail(error, FAIL_ASK_USER, N_("%s: the password in the keyring is empty"),
                    keyring->owner),
               NULL;
    return g_strndup(data, n);
}

char *
collect_keyring_read(const char *owner, const char *attributes, GCancellable *cancellable,
                     GError **error)
{
    g_auto(Keyring) keyring = {.owner = owner, .cancellable = cancellable};
    g_autoptr(GVariant) wanted = read_attributes(owner, attributes, error);
    if (!wanted)
        return NULL;
    g_variant_ref_sink(wanted);
    g_autofree char *item =
        open_session(&keyring, error) ? find_item(&keyring, wanted, attributes, error) : NULL;
    if (!item)
        return NULL;
    g_autoptr(GVariant) answer = call(&keyring, item, "org.freedesktop.Secret.Item.GetSecret",
                                      g_variant_new("(o)", keyring.session), "((oayays))", error);
    return answer ? take_secret(&keyring, answer, error) : NULL;
}

static GVariant *
new_item(const Keyring *keyring, GVariant *attributes, const char *label, const char *secret)
{
    GVariantBuilder properties;
    g_variant_builder_init(&properties, G_VARIANT_TYPE("a{sv}"));
    g_variant_builder_add(&properties, "{sv}", "org.freedesktop.Secret.Item.Label",
                          g_variant_new_string(label));
    g_variant_builder_add(&properties, "{sv}", "org.freedesktop.Secret.Item.Attributes",
                          attributes);
    GVariant *nothing = g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, NULL, 0, 1);
    GVariant *bytes = g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, secret, strlen(secret), 1);
    return g_variant_new("(a{sv}(o@ay@ays)b)", &properties, keyring->session, nothing, bytes,
                         "text/plain", TRUE);
}

gboolean
collect_keyring_store(const char *owner, const char *attributes, const char *label,
                      const char *secret, GCancellable *cancellable, GError **error)
{
    g_auto(Keyring) keyring = {.owner = owner, .cancellable = cancellable};
    g_autoptr(GVariant) wanted = read_attributes(owner, attributes, error);
    if (!wanted)
        return FALSE;
    g_variant_ref_sink(wanted);
    if (!open_session(&keyring, error))
        return FALSE;
    g_autoptr(GVariant) answer =
        call(&keyring, DEFAULT_KEYRING, "org.freedesktop.Secret.Collection.CreateItem",
             new_item(&keyring, wanted, label, secret), "(oo)", error);
    if (!answer)
        return FALSE;
    const char *item;
    g_variant_get(answer, "(&o&o)", &item, NULL);
    return !g_str_equal(item, "/") || /* it would ask first */
           fail(error, FAIL_TRY_LATER,
                N_("%s: the keyring is locked; unlock it, or log in to the desktop"), owner);
}

gboolean
collect_keyring_exists(void)
{
    g_auto(Keyring) keyring = {.owner = ""};
    return session_bus_exists() && open_session(&keyring, NULL);
}
