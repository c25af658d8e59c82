/* SPDX-License-Identifier: MIT
 * The machine woke up, or the network came back. */
#include "run/wakeup.h"
#include <gio/gio.h>

#define STEADY_S 2 /* a network that flaps is none */

struct Wakeup {
    void (*call)(gboolean resumed, gpointer data);
    gpointer data;
    GDBusConnection *system;
    guint subscription;
    GCancellable *cancellable;
    gulong network;
    gboolean was_lost; /* since the last call */
    guint steady;      /* timer */
};

static void
on_sleep(GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal, GVariant *arguments,
         gpointer data)
{
    (void)bus, (void)sender, (void)path, (void)interface, (void)signal;
    Wakeup *wakeup = data;
    gboolean going = TRUE;
    if (g_variant_is_of_type(arguments, G_VARIANT_TYPE("(b)")))
        g_variant_get(arguments, "(b)", &going);
    if (!going)
        wakeup->call(TRUE, wakeup->data);
}

static void
on_bus(GObject *object, GAsyncResult *result, gpointer data)
{
    (void)object;
    g_autoptr(GError) error = NULL;
    g_autoptr(GDBusConnection) bus = g_bus_get_finish(result, &error);
    if (bus == NULL) /* also when the wakeup has gone meanwhile */
        return;
    Wakeup *wakeup = data;
    wakeup->system = g_steal_pointer(&bus);
    g_dbus_connection_set_exit_on_close(wakeup->system, FALSE);
    wakeup->subscription = g_dbus_connection_signal_subscribe(
        wakeup->system, "org.freedesktop.login1", "org.freedesktop.login1.Manager", "PrepareForSleep", "/org/freedesktop/login1",
        NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_sleep, wakeup, NULL);
}

static gboolean
is_steady(gpointer data)
{
    Wakeup *wakeup = data;
    wakeup->steady = 0;
    wakeup->was_lost = FALSE;
    wakeup->call(FALSE, wakeup->data);
    return G_SOURCE_REMOVE;
}

/* The monitor speaks at every address that comes or goes; only the way back to a network that then stays is news. */
static void
on_network(GNetworkMonitor *monitor, gboolean available, gpointer data)
{
    (void)monitor;
    Wakeup *wakeup = data;
    wakeup->was_lost |= !available;
    if (!available)
        g_clear_handle_id(&wakeup->steady, g_source_remove);
    else if (wakeup->was_lost && wakeup->steady == 0)
        wakeup->steady = g_timeout_add_seconds(STEADY_S, is_steady, wakeup);
}

Wakeup *
run_wakeup_new(void (*call)(gboolean resumed, gpointer data), gpointer data)
{
    Wakeup *wakeup = g_new0(Wakeup, 1);
    wakeup->call = call;
    wakeup->data = data;
    wakeup->cancellable = g_cancellable_new();
    g_bus_get(G_BUS_TYPE_SYSTEM, wakeup->cancellable, on_bus, wakeup);
    GNetworkMonitor *monitor = g_network_monitor_get_default();
    wakeup->was_lost = !g_network_monitor_get_network_available(monitor);
    wakeup->network = g_signal_connect(monitor, "network-changed", G_CALLBACK(on_network), wakeup);
    return wakeup;
}

void
run_wakeup_free(Wakeup *wakeup)
{
    if (wakeup == NULL)
        return;
    g_clear_handle_id(&wakeup->steady, g_source_remove);
    g_cancellable_cancel(wakeup->cancellable);
    g_object_unref(wakeup->cancellable);
    g_signal_handler_disconnect(g_network_monitor_get_default(), wakeup->network);
    if (wakeup->system != NULL) {
        g_dbus_connection_signal_unsubscribe(wakeup->system, wakeup->subscription);
        g_object_unref(wakeup->system);
    }
    g_free(wakeup);
}
