/* SPDX-License-Identifier: MIT
 * org.cadens.Cadens1 on the session bus: glue between methods and handlers. */
#include "present/bus.h"
#include "present/resource.h"
#include "base/session.h"

#define INTERFACE PRESENT_BUS_NAME /* the interface is named like the service */
#define CALL_TIMEOUT_MS 2000

struct Bus {
    BusHandlers handlers;
    GDBusNodeInfo *node;
    GDBusConnection *connection; /* NULL until there is one */
    guint owner, object;         /* 0 = none */
};

typedef struct {
    const char *name;
    GVariant *(*answer)(Bus *bus, GVariant *arguments, GError **error); /* floating, or NULL for () or with ERROR */
} Method;

static GVariant *
answer_sync(Bus *bus, GVariant *arguments, GError **error)
{
    const char *source;
    g_variant_get(arguments, "(&s)", &source);
    if (!bus->handlers.sync(source, bus->handlers.data))
        g_set_error(error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "no source %s", source);
    return NULL;
}

static GVariant *
answer_status(Bus *bus, GVariant *arguments G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
    g_autofree char *json = bus->handlers.status(bus->handlers.data);
    return g_variant_new("(s)", json);
}

static GVariant *
answer_changed(Bus *bus, GVariant *arguments G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
    bus->handlers.changed(bus->handlers.data);
    return NULL;
}

static const Method methods[] = {
    {"Sync", answer_sync},
    {"Status", answer_status},
    {"Changed", answer_changed},
};

static void
call_method(GDBusConnection *connection G_GNUC_UNUSED, const char *sender G_GNUC_UNUSED,
            const char *path G_GNUC_UNUSED, const char *interface G_GNUC_UNUSED, const char *name,
            GVariant *arguments, GDBusMethodInvocation *invocation, gpointer data)
{
    for (gsize i = 0; i < G_N_ELEMENTS(methods); i++) {
        if (!g_str_equal(methods[i].name, name))
            continue;
        GError *error = NULL;
        GVariant *answer = methods[i].answer(data, arguments, &error);
        if (error)
            g_dbus_method_invocation_take_error(invocation, error);
        else
            g_dbus_method_invocation_return_value(invocation, answer);
        return;
    }
    g_dbus_method_invocation_return_error(invocation, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD,
                                          "no method %s", name);
}

static GVariant *
get_property(GDBusConnection *connection G_GNUC_UNUSED, const char *sender G_GNUC_UNUSED,
             const char *path G_GNUC_UNUSED, const char *interface G_GNUC_UNUSED,
             const char *name G_GNUC_UNUSED, GError **error G_GNUC_UNUSED,
             gpointer data G_GNUC_UNUSED)
{
    /* It is Version, the only one that the XML lets through. */
    return g_variant_new_string(PACKAGE_VERSION);
}

static const GDBusInterfaceVTable vtable = {.method_call = call_method,
                                            .get_property = get_property};

static void
on_connected(GDBusConnection *connection, const char *name G_GNUC_UNUSED, gpointer data)
{
    Bus *bus = data;
    g_dbus_connection_set_exit_on_close(connection, FALSE); /* the log goes on without a desktop */
    g_set_object(&bus->connection, connection);
    bus->object = g_dbus_connection_register_object(
        connection, PRESENT_BUS_PATH, bus->node->interfaces[0], &vtable, bus, NULL, NULL);
}

/* CONNECTION is NULL when there is no bus, or no longer: that is no rival. */
static void
on_lost(GDBusConnection *connection, const char *name G_GNUC_UNUSED, gpointer data)
{
    Bus *bus = data;
    if (connection && bus->handlers.lost)
        bus->handlers.lost(bus->handlers.data);
}

Bus *
present_bus_new(const BusHandlers *handlers)
{
    Bus *bus = g_new0(Bus, 1);
    g_autofree char *xml = present_resource(PRESENT_BUS_NAME ".xml");
    bus->handlers = *handlers;
    bus->node = g_dbus_node_info_new_for_xml(xml, NULL);
    g_assert(bus->node != NULL);
    if (session_bus_exists())
        bus->owner = g_bus_own_name(G_BUS_TYPE_SESSION, PRESENT_BUS_NAME,
                                    G_BUS_NAME_OWNER_FLAGS_DO_NOT_QUEUE, on_connected, NULL,
                                    on_lost, bus, NULL);
    return bus;
}

void
present_bus_free(Bus *bus)
{
    if (!bus)
        return;
    if (bus->object)
        g_dbus_connection_unregister_object(bus->connection, bus->object);
    if (bus->owner)
        g_bus_unown_name(bus->owner);
    g_clear_object(&bus->connection);
    g_dbus_node_info_unref(bus->node);
    g_free(bus);
}

void
present_bus_due(Bus *bus, guint count, const char *title)
{
    if (!bus->connection)
        return;
    g_autofree char *valid = g_utf8_make_valid(title ? title : "", -1);
    g_dbus_connection_emit_signal(bus->connection, NULL, PRESENT_BUS_PATH, INTERFACE, "BecameDue",
                                  g_variant_new("(us)", count, valid), NULL);
}

gboolean
present_bus_call(const char *method, const char *arg, char **ret_text)
{
    if (!session_bus_exists())
        return FALSE;
    g_autoptr(GDBusConnection) connection = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
    if (!connection)
        return FALSE;
    g_dbus_connection_set_exit_on_close(connection, FALSE);
    g_autoptr(GVariant) answer =
        g_dbus_connection_call_sync(connection, PRESENT_BUS_NAME, PRESENT_BUS_PATH, INTERFACE,
                                    method, arg ? g_variant_new("(s)", arg) : NULL, NULL,
                                    G_DBUS_CALL_FLAGS_NO_AUTO_START, CALL_TIMEOUT_MS, NULL, NULL);
    if (!answer)
        return FALSE;
    if (ret_text && g_variant_is_of_type(answer, G_VARIANT_TYPE("(s)")))
        g_variant_get(answer, "(s)", ret_text);
    return TRUE;
}
