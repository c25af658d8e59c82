/* SPDX-License-Identifier: MIT
 * The machine woke up, or the network came back. */
#include "run/wakeup.h"
#include <gio/gio.h>

struct Wakeup {
    void (*call)(gboolean resumed, gpointer data);
    gpointer data;
    GDBusConnection *system;
    guint subscription;
    GCancellable *cancellable;
    gulong network;
    gboolean was_available;
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

/* The monitor speaks at every address that comes or goes; only the way back to a network is news. */
static void
on_network(GNetworkMonitor *monitor, gboolean available, gpointer data)
{
    (void)monitor;
    Wakeup *wakeup = data;
    gboolean is_news = available && !wakeup->was_available;
    wakeup->was_available = available;
    if (is_news)
        wakeup->call(FALSE, wakeup->data);
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
    wakeup->was_available = g_network_monitor_get_network_available(monitor);
    wakeup->network = g_signal_connect(monitor, "network-changed", G_CALLBACK(on_network), wakeup);
    return wakeup;
}

void
run_wakeup_free(Wakeup *wakeup)
{
    if (wakeup == NULL)
        return;
    g_cancellable_cancel(wakeup->cancellable);
    g_object_unref(wakeup->cancellable);
    g_signal_handler_disconnect(g_network_monitor_get_default(), wakeup->network);
    if (wakeup->system != NULL) {
        g_dbus_connection_signal_unsubscribe(wakeup->system, wakeup->subscription);
        g_object_unref(wakeup->system);
    }
    g_free(wakeup);
}
