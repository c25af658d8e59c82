/* SPDX-License-Identifier: MIT
 * One bus connection for the whole program, and calls that do not block for ever. */
#include "collect/secret-bus.h"
#include <glib/gi18n.h>
#include <string.h>
#include "base/error.h"
#include "base/session.h"

enum { CALL_MS = 10000 };

GDBusConnection *
collect_secret_bus(const char *owner, GError **error)
{
    g_autoptr(GError) why = NULL;
    GDBusConnection *bus =
        session_bus_exists() ? g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, &why) : NULL;
    if (!bus)
        return fail(error, FAIL_TRY_LATER,
                    N_("%s: there is no desktop session to ask for the password (no session bus)"),
                    owner),
               NULL;
    g_dbus_connection_set_exit_on_close(bus, FALSE);
    return bus;
}

GVariant *
collect_secret_bus_call(GDBusConnection *bus, const char *name, const char *path,
                        const char *method, GVariant *arguments, const char *type,
                        GCancellable *cancellable, GError **error)
{
    const char *dot = strrchr(method, '.');
    g_autofree char *interface = g_strndup(method, (gsize)(dot - method));
    GError *why = NULL;
    GVariant *answer = g_dbus_connection_call_sync(bus, name, path, interface, dot + 1, arguments,
                                                   G_VARIANT_TYPE(type), G_DBUS_CALL_FLAGS_NONE,
                                                   CALL_MS, cancellable, &why);
    if (why)
        g_propagate_error(error, why);
    return answer;
}

gboolean
collect_secret_bus_is_absent(const GError *why)
{
    return g_error_matches(why, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
           g_error_matches(why, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER) ||
           g_error_matches(why, G_DBUS_ERROR, G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND);
}
