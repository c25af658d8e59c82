/* SPDX-License-Identifier: MIT
 * The machine sleeps and wakes, the network comes and goes. */
#include "run/wakeup.h"
#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>
#include "run/network.h"

#define STEADY_S 2     /* a network that flaps is none */
#define LOOK_S 30      /* between two looks at the clocks */
#define LET_GO_S 2     /* so long a sleep is held up at most */
#define SLEPT_MS 2000  /* clocks are read one after the other */
#define LOGIND "org.freedesktop.login1"
#define LOGIND_PATH "/org/freedesktop/login1"
#define MANAGER LOGIND ".Manager"

struct Wakeup {
    void (*call)(WakeupKind kind, gpointer data);
    gpointer data;
    GDBusConnection *system;
    guint subscription;
    GCancellable *cancellable;
    int inhibitor;     /* of logind; -1 = none */
    guint let_go;      /* timer */
    int clock;         /* timer that counts sleep as well */
    guint looking;
    gint64 asleep_ms;  /* that this machine has slept since it was started, at the last look */
    char *place;       /* on the network, at the last call */
    gboolean was_lost, was_limited; /* since the last call: no network, one that does not lead everywhere */
    gboolean was_metered;
    guint steady;      /* timer */
};

/* --- sleep -------------------------------------------------------------------------------------------------------------- */

static gint64
clock_ms(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (gint64)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static gint64
asleep_ms(void)
{
    return clock_ms(CLOCK_BOOTTIME) - clock_ms(CLOCK_MONOTONIC);
}

static void
drop_inhibitor(Wakeup *wakeup)
{
    g_clear_handle_id(&wakeup->let_go, g_source_remove);
    if (wakeup->inhibitor >= 0)
        close(wakeup->inhibitor);
    wakeup->inhibitor = -1;
}

void
run_wakeup_let_go(Wakeup *wakeup)
{
    drop_inhibitor(wakeup);
}

static gboolean
let_go_anyway(gpointer data)
{
    Wakeup *wakeup = data;
    wakeup->let_go = 0;
    drop_inhibitor(wakeup);
    return G_SOURCE_REMOVE;
}

static void
on_inhibited(GObject *object, GAsyncResult *result, gpointer data)
{
    g_autoptr(GUnixFDList) fds = NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(GVariant) answer =
        g_dbus_connection_call_with_unix_fd_list_finish(G_DBUS_CONNECTION(object), &fds, result, &error);
    if (answer == NULL || fds == NULL || g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return; /* then the machine does not wait for us */
    Wakeup *wakeup = data;
    drop_inhibitor(wakeup);
    wakeup->inhibitor = g_unix_fd_list_get(fds, 0, NULL);
}

/* A moment to say goodbye to the servers: sessions that nobody ends count against the user's limit for half an hour. */
static void
inhibit(Wakeup *wakeup)
{
    g_dbus_connection_call_with_unix_fd_list(wakeup->system, LOGIND, LOGIND_PATH, MANAGER, "Inhibit",
                                             g_variant_new("(ssss)", "sleep", "Cadens", "closing mailboxes", "delay"), G_VARIANT_TYPE("(h)"),
                                             G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, wakeup->cancellable, on_inhibited, wakeup);
}

static void
resume(Wakeup *wakeup)
{
    wakeup->asleep_ms = asleep_ms();
    wakeup->call(WAKEUP_RESUME, wakeup->data);
}

static void
on_sleep(GDBusConnection *bus, const char *sender, const char *path, const char *interface, const char *signal, GVariant *arguments,
         gpointer data)
{
    (void)bus, (void)sender, (void)path, (void)interface, (void)signal;
    Wakeup *wakeup = data;
    gboolean going = FALSE;
    if (!g_variant_is_of_type(arguments, G_VARIANT_TYPE("(b)")))
        return;
    g_variant_get(arguments, "(b)", &going);
    if (!going) {
        inhibit(wakeup);
        resume(wakeup);
        return;
    }
    if (wakeup->let_go == 0)
        wakeup->let_go = g_timeout_add_seconds(LET_GO_S, let_go_anyway, wakeup);
    wakeup->call(WAKEUP_SLEEP, wakeup->data);
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
    wakeup->subscription = g_dbus_connection_signal_subscribe(wakeup->system, LOGIND, MANAGER, "PrepareForSleep", LOGIND_PATH, NULL,
                                                              G_DBUS_SIGNAL_FLAGS_NONE, on_sleep, wakeup, NULL);
    inhibit(wakeup);
}

/* Containers, other init systems, a crashed bus: nobody says a word, but the two clocks drift apart by the length of the sleep. */
static gboolean
look(int fd, GIOCondition condition, gpointer data)
{
    (void)condition;
    Wakeup *wakeup = data;
    guint64 expirations;
    gssize n = read(fd, &expirations, sizeof expirations);
    (void)n;
    if (asleep_ms() - wakeup->asleep_ms > SLEPT_MS)
        resume(wakeup);
    return G_SOURCE_CONTINUE;
}

static void
watch_clocks(Wakeup *wakeup)
{
    const struct itimerspec every = { .it_interval.tv_sec = LOOK_S, .it_value.tv_sec = LOOK_S };
    wakeup->asleep_ms = asleep_ms();
    wakeup->clock = timerfd_create(CLOCK_BOOTTIME, TFD_CLOEXEC | TFD_NONBLOCK);
    if (wakeup->clock < 0)
        return;
    timerfd_settime(wakeup->clock, 0, &every, NULL);
    wakeup->looking = g_unix_fd_add(wakeup->clock, G_IO_IN, look, wakeup);
}

/* --- network --------------------------------------------------------------------------------------------------------------- */

/* The way back to a network that then stays, another network, a portal that has let us in. */
static gboolean
is_steady(gpointer data)
{
    Wakeup *wakeup = data;
    g_autofree char *place = run_network_place();
    gboolean is_elsewhere = *place != '\0' && !g_str_equal(place, wakeup->place);
    gboolean is_limited = run_network_is_limited();
    gboolean is_news = wakeup->was_lost || (wakeup->was_limited && !is_limited) || is_elsewhere;
    wakeup->steady = 0;
    wakeup->was_lost = FALSE;
    wakeup->was_limited = is_limited;
    if (is_elsewhere) {
        g_free(wakeup->place);
        wakeup->place = g_steal_pointer(&place);
    }
    if (is_news)
        wakeup->call(WAKEUP_NETWORK, wakeup->data);
    return G_SOURCE_REMOVE;
}

/* The monitor speaks at every address that comes or goes; the last word counts. */
static void
look_at_network(Wakeup *wakeup)
{
    gboolean is_lost = !g_network_monitor_get_network_available(g_network_monitor_get_default());
    wakeup->was_lost |= is_lost;
    wakeup->was_limited |= run_network_is_limited();
    g_clear_handle_id(&wakeup->steady, g_source_remove);
    if (!is_lost && !run_network_is_captive())
        wakeup->steady = g_timeout_add_seconds(STEADY_S, is_steady, wakeup);
}

static void
on_network(GNetworkMonitor *monitor, gboolean available, gpointer data)
{
    (void)monitor, (void)available;
    look_at_network(data);
}

static void
on_connectivity(GNetworkMonitor *monitor, GParamSpec *property, gpointer data)
{
    (void)monitor, (void)property;
    look_at_network(data);
}

static void
on_metered(GNetworkMonitor *monitor, GParamSpec *property, gpointer data)
{
    (void)monitor, (void)property;
    Wakeup *wakeup = data;
    gboolean is_metered = run_network_is_metered();
    if (is_metered == wakeup->was_metered)
        return;
    wakeup->was_metered = is_metered;
    wakeup->call(WAKEUP_METERED, wakeup->data);
}

static void
watch_network(Wakeup *wakeup)
{
    GNetworkMonitor *monitor = g_network_monitor_get_default();
    wakeup->place = run_network_place();
    wakeup->was_lost = !g_network_monitor_get_network_available(monitor);
    wakeup->was_limited = run_network_is_limited();
    wakeup->was_metered = run_network_is_metered();
    g_signal_connect(monitor, "network-changed", G_CALLBACK(on_network), wakeup);
    g_signal_connect(monitor, "notify::connectivity", G_CALLBACK(on_connectivity), wakeup);
    g_signal_connect(monitor, "notify::network-metered", G_CALLBACK(on_metered), wakeup);
}

/* --- life ---------------------------------------------------------------------------------------------------------------------- */

Wakeup *
run_wakeup_new(void (*call)(WakeupKind kind, gpointer data), gpointer data)
{
    Wakeup *wakeup = g_new0(Wakeup, 1);
    wakeup->call = call;
    wakeup->data = data;
    wakeup->inhibitor = -1;
    wakeup->cancellable = g_cancellable_new();
    g_bus_get(G_BUS_TYPE_SYSTEM, wakeup->cancellable, on_bus, wakeup);
    watch_clocks(wakeup);
    watch_network(wakeup);
    return wakeup;
}

void
run_wakeup_free(Wakeup *wakeup)
{
    if (wakeup == NULL)
        return;
    g_clear_handle_id(&wakeup->steady, g_source_remove);
    g_clear_handle_id(&wakeup->looking, g_source_remove);
    if (wakeup->clock >= 0)
        close(wakeup->clock);
    g_cancellable_cancel(wakeup->cancellable);
    g_object_unref(wakeup->cancellable);
    g_signal_handlers_disconnect_by_data(g_network_monitor_get_default(), wakeup);
    drop_inhibitor(wakeup);
    if (wakeup->system != NULL) {
        g_dbus_connection_signal_unsubscribe(wakeup->system, wakeup->subscription);
        g_object_unref(wakeup->system);
    }
    g_free(wakeup->place);
    g_free(wakeup);
}
